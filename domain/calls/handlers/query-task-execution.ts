import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { troubleError } from '../dialer-trouble.ts';
import { keepRecordings } from '../records/keep-recordings.job.ts';
import { noteFailedPages, type PageTrouble } from '../tasks/failed-pages.ts';
import { dropMark, keepMark, MarkLost, type TaskMark } from '../tasks/task-mark.ts';
import { checkAndUpdateTaskStatus } from '../tasks/task-status.ts';
import { failHandler } from './fail-handler.ts';
import { fillRejections } from './fill-rejections.ts';
import { queryPage, type OpenRecord } from './query-page.ts';
import { triggerFollows } from './trigger-follows.ts';

/** Records read at a time (spec 001 §3.2). */
export const QUERY_PAGE = 200;
/** Pages asked for at the same time; how fast the dialer is asked is its adapter's concern. */
const PAGES_AT_ONCE = 4;

/**
 * Fetches the results of a task (spec 001 §3.2): page by page, final states only; a page that fails is named and the others
 * carried on. Then the follow-ups are triggered, a judgement that is missing beside a follow-up becomes «cannot tell», and the
 * task is let go.
 * @throws AppError `calls.dialer_down`, `calls.dialer_busy` when no page could be read: again in 30 s
 */
export async function queryExecution(
  scope: CallScope,
  input: { readonly task_id: string; readonly token: number },
  signal: AbortSignal,
): Promise<void> {
  const mark: TaskMark = { ...input, kind: 'processing' };
  const { logger } = scope.calls;
  logger.info({ taskId: mark.task_id }, '开始查询外呼结果');
  try {
    const { read, failed } = await queryPages(scope, mark, signal);
    await noteFailedPages(scope, mark, 'query', failed);
    if (read === 0 && failed[0]) throw troubleError(failed[0].trouble);
    await fillRejections(scope, mark, signal);
    const triggered = await triggerFollows(scope, mark);
    await giveDefaults(scope, mark);
    await wantRecordings(scope, mark);
    await checkAndUpdateTaskStatus(scope, mark.task_id);
    await dropMark(scope, mark);
    logger.info({ taskId: mark.task_id, pages: read, failedPages: failed.length, triggered }, '查询外呼结果完成');
  } catch (thrown) {
    if (thrown instanceof MarkLost) return;
    await failHandler(scope, mark, '查询外呼结果', thrown);
  }
}

/**
 * Several pages are on their way at the same time, within the dialer's own pace, and are written one after the other as they come:
 * the database works while the vendor is waited for. A page that fails is named; a fault of ours ends the others too.
 */
async function queryPages(
  scope: CallScope,
  mark: TaskMark,
  given: AbortSignal,
): Promise<{ readonly read: number; readonly failed: PageTrouble[] }> {
  const dialer = dialerOf(scope);
  const failed: PageTrouble[] = [];
  const ended = new AbortController();
  const signal = AbortSignal.any([given, ended.signal]);
  const writeInTurn = inTurn();
  const next = pagesOf(scope, mark.task_id);
  let read = 0;
  const readOn = async (): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const { page, rows } = await next();
      if (rows.length === 0) return;
      const outcome = await queryPage(scope, dialer, mark, rows, { signal, writeInTurn });
      if (outcome.trouble) failed.push({ page, records: outcome.failed, trouble: outcome.trouble });
      if (outcome.answered) read += 1;
    }
  };
  const faults: unknown[] = [];
  const readers = Array.from({ length: PAGES_AT_ONCE }, async () => {
    await readOn().catch((thrown: unknown) => {
      faults.push(thrown);
      ended.abort();
    });
  });
  await Promise.all(readers);
  if (faults.length > 0) throw faults[0];
  return { read, failed: failed.toSorted((a, b) => a.page - b.page) };
}

/** Gives out the task's pages in order, each to one reader. */
function pagesOf(
  scope: CallScope,
  taskId: string,
): () => Promise<{ readonly page: number; readonly rows: readonly OpenRecord[] }> {
  const readInTurn = inTurn();
  let [after, page] = ['00000000-0000-0000-0000-000000000000', 0];
  return () =>
    readInTurn(async () => {
      const rows = await openRecords(scope, taskId, after);
      after = rows.at(-1)?.id ?? after;
      page += 1;
      return { page, rows };
    });
}

/** Runs what it is given one after the other, in the order it came; a fault is only that one's. */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Records with a job that lack their status or, where somebody answered, the conversation. */
async function openRecords(scope: CallScope, taskId: string, after: string): Promise<OpenRecord[]> {
  return await query<OpenRecord>(
    scope.em,
    `select id, call_job_id from leads_task_list
     where task_id = $1 and id > $2 and call_job_id is not null and call_job_id <> ''
       and (call_status is null or (call_status = 'succeeded' and call_conversation is null))
     order by id limit ${QUERY_PAGE}`,
    [taskId, after],
  );
}

/** A follow-up without a judgement beside it: nobody can tell any more what it was (spec 001 §3.2.6). */
async function giveDefaults(outer: CallScope, mark: TaskMark): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    await query(
      scope.em,
      `update leads_task_list set is_interested = 'unclear', updated_time = $2
       where task_id = $1 and leads_follow_id is not null and is_interested is null`,
      [mark.task_id, scope.clock.now()],
    );
  });
}

async function wantRecordings(outer: CallScope, mark: TaskMark): Promise<void> {
  const wanted = await queryOne(
    outer.em,
    `select 1 as one from leads_task_list where task_id = $1 and recording = 'wanted' limit 1`,
    [mark.task_id],
  );
  if (!wanted) return;
  await inTransaction(outer, async (scope) => {
    const { task_id } = mark;
    await scope.jobs.enqueue(scope.em, keepRecordings, { task_id }, { singletonKey: task_id });
  });
}

import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { troubleError, type DialerTrouble } from '../dialer-trouble.ts';
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

async function queryPages(
  scope: CallScope,
  mark: TaskMark,
  signal: AbortSignal,
): Promise<{ readonly read: number; readonly failed: PageTrouble[] }> {
  const dialer = dialerOf(scope);
  const failed: PageTrouble[] = [];
  let [after, read] = ['00000000-0000-0000-0000-000000000000', 0];
  for (let page = 1; ; page += 1) {
    signal.throwIfAborted();
    const rows = await openRecords(scope, mark.task_id, after);
    if (rows.length === 0) return { read, failed };
    const outcome: { readonly failed: number; readonly trouble: DialerTrouble | null } = await queryPage(
      scope,
      dialer,
      mark,
      rows,
      signal,
    );
    if (outcome.trouble) failed.push({ page, records: outcome.failed, trouble: outcome.trouble });
    if (outcome.failed < rows.length) read += 1;
    after = rows.at(-1)!.id;
  }
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

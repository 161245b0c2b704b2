import { query, queryOne } from '../../../db/query.ts';
import { parsePhone } from '../../../kernel/phone-number.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { JobResult } from '../call-results.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { troubleError } from '../dialer-trouble.ts';
import type { DialerPort } from '../dialer.port.ts';
import { JOB_STATE_TABLE } from '../job-states.ts';
import { noteFailedPages } from '../tasks/failed-pages.ts';
import { dropMark, keepMark, MarkLost, type TaskMark } from '../tasks/task-mark.ts';
import { failHandler } from './fail-handler.ts';
import { queryTaskExecution } from './query-task-execution.job.ts';

/** The seed polls a hundred lines at a time. */
const PAGE_SIZE = 100;

interface JobLine {
  readonly job_id: string;
  readonly reference_id: string | null;
  readonly phone: string | null;
}

/**
 * Fetches the dialer's job ids of a task (spec 001 §3.1): by our own reference id first, by number second, and never over an id
 * that stands there. Then the results are asked for, also where this could not be done: jobs known already need not wait.
 * @throws AppError `calls.dialer_down`, `calls.dialer_busy`: again in 60 s
 */
export async function syncJobIds(
  scope: CallScope,
  input: { readonly task_id: string; readonly token: number; readonly query_after: number | null },
  context: { readonly signal: AbortSignal; readonly attempt: number },
): Promise<void> {
  const mark: TaskMark = { task_id: input.task_id, kind: 'processing', token: input.token };
  const { logger } = scope.calls;
  logger.info({ taskId: mark.task_id }, '开始同步外呼任务编号');
  try {
    const matched = await sweep(scope, mark, context.signal);
    logger.info({ taskId: mark.task_id, matched }, '同步外呼任务编号完成');
    await askForResults(scope, mark, input.query_after);
  } catch (thrown) {
    if (thrown instanceof MarkLost) return;
    // Once: a retry of this must not ask for results again.
    if (context.attempt === 1) await askForResults(scope, mark, input.query_after).catch(() => undefined);
    await failHandler(scope, mark, '同步外呼任务编号', thrown);
  }
}

async function askForResults(outer: CallScope, mark: TaskMark, after: number | null): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    if (after === null) return await dropMark(scope, mark);
    const { task_id, token } = mark;
    const runAt = new Date(scope.clock.now().getTime() + after * 1000);
    await scope.jobs.enqueue(scope.em, queryTaskExecution, { task_id, token }, after > 0 ? { runAt } : {});
  });
}

async function sweep(scope: CallScope, mark: TaskMark, signal: AbortSignal): Promise<number> {
  const dialer = dialerOf(scope);
  const task = await queryOne<{ job_group_id: string | null }>(
    scope.em,
    'select job_group_id from call_tasks where id = $1',
    [mark.task_id],
  );
  if (!task?.job_group_id) return 0;
  let matched = 0;
  const left: JobLine[] = [];
  const take = async (jobs: readonly JobResult[]): Promise<void> => {
    matched += await carryOn(scope, mark, async (inner) => {
      const count = await matchReferences(inner, mark.task_id, jobs);
      await noteRejections(inner, mark.task_id, jobs);
      return count;
    });
    left.push(...jobs.map(({ job_id, reference_id, phone }) => ({ job_id, reference_id, phone })));
  };
  const done = await dialer.readResults(task.job_group_id, take, { page_size: PAGE_SIZE, signal });
  const first = done.failed_pages[0];
  if (first && done.pages_read === 0) throw troubleError(first.trouble);
  await noteFailedPages(
    scope,
    mark,
    'sync',
    done.failed_pages.map(({ page, trouble }) => ({ page, records: PAGE_SIZE, trouble })),
  );
  return matched + (await matchTheRest(scope, dialer, mark, left, signal));
}

/** Writes under the mark. What the database refuses is warned of and the rest carried on (spec 001 §3.1). */
async function carryOn(outer: CallScope, mark: TaskMark, work: (scope: CallScope) => Promise<number>): Promise<number> {
  try {
    return await inTransaction(outer, async (scope) => {
      await keepMark(scope, mark);
      return await work(scope);
    });
  } catch (thrown) {
    if (thrown instanceof MarkLost) throw thrown;
    outer.calls.logger.warn({ taskId: mark.task_id, error: thrown }, '更新外呼任务编号失败，继续处理其他记录');
    return 0;
  }
}

async function matchReferences(scope: CallScope, taskId: string, jobs: readonly JobLine[]): Promise<number> {
  const named = jobs.filter((job) => job.reference_id !== null);
  const rows = await query(
    scope.em,
    `update leads_task_list r set call_job_id = j.job, hand_over = case when r.hand_over = 'sending' then 'assigned' else r.hand_over end,
       updated_time = $4
     from unnest($2::text[], $3::text[]) as j(reference, job)
     where r.task_id = $1 and r.reference_id = j.reference and (r.call_job_id is null or r.call_job_id = '') returning r.id`,
    [taskId, named.map((job) => job.reference_id), named.map((job) => job.job_id), scope.clock.now()],
  );
  return rows.length;
}

/** Lines whose reference is not one of ours: the jobs not yet dialled are asked for in full; then the number decides. */
async function matchTheRest(
  scope: CallScope,
  dialer: DialerPort,
  mark: TaskMark,
  lines: readonly JobLine[],
  signal: AbortSignal,
): Promise<number> {
  const known = await query<{ call_job_id: string }>(
    scope.em,
    'select call_job_id from leads_task_list where task_id = $1 and call_job_id = any ($2::text[])',
    [mark.task_id, lines.map((line) => line.job_id)],
  );
  const taken = new Set(known.map((row) => row.call_job_id));
  let open = lines.filter((line) => !taken.has(line.job_id));
  const bare = open.filter((line) => line.reference_id === null && line.phone === null).map((line) => line.job_id);
  let matched = 0;
  if (bare.length > 0) {
    const { jobs } = await dialer.readJobs(bare, signal);
    matched += await carryOn(scope, mark, (inner) => matchReferences(inner, mark.task_id, jobs));
    open = [...open.filter((line) => !bare.includes(line.job_id)), ...jobs];
  }
  return matched + (await carryOn(scope, mark, (inner) => matchNumbers(inner, mark.task_id, open)));
}

async function matchNumbers(scope: CallScope, taskId: string, lines: readonly JobLine[]): Promise<number> {
  const numbered = lines.flatMap((line) => {
    const parsed = line.phone === null ? null : parsePhone(line.phone);
    return parsed && 'number' in parsed ? [{ job: line.job_id, key: parsed.number.key }] : [];
  });
  const rows = await query(
    scope.em,
    `update leads_task_list r set call_job_id = j.job, updated_time = $4
     from (select distinct on (key) key, job from unnest($2::text[], $3::text[]) as x(key, job)
       where not exists (select 1 from leads_task_list o where o.task_id = $1 and o.call_job_id = x.job) order by key, job) j
     where r.task_id = $1 and r.phone_key = j.key and r.hand_over <> 'withheld' and (r.call_job_id is null or r.call_job_id = '')
     returning r.id`,
    [taskId, numbered.map((one) => one.key), numbered.map((one) => one.job), scope.clock.now()],
  );
  return rows.length;
}

/** Whether somebody pushed a call away stands in this list only. */
export async function noteRejections(scope: CallScope, taskId: string, jobs: readonly JobResult[]): Promise<void> {
  const over = jobs.filter((job) => JOB_STATE_TABLE[job.state].final && job.latest !== null);
  await query(
    scope.em,
    `update leads_task_list r set rejected = j.rejected from unnest($2::text[], $3::boolean[]) as j(job, rejected)
     where r.task_id = $1 and r.call_job_id = j.job and r.rejected is null`,
    [taskId, over.map((job) => job.job_id), over.map((job) => job.latest!.rejected)],
  );
}

import type { CallScope } from '../calls-scope.ts';
import { checkAndUpdateTaskStatus } from '../tasks/task-status.ts';
import { recordsByJob, recordsByPhone, type FinalRecord } from './final-record.ts';
import { judgeRecord } from './judge-record.ts';
import { writeFollow } from './write-follow.ts';

/** Conversations analysed at the same time by one job. */
const AT_ONCE = 5;

/**
 * Writes the follow-ups of finished calls (spec 001 §3.3). Records that have one, are judged or are not over are passed over.
 * A record that fails does not keep the others waiting.
 * @throws what a record failed with, after the others: again in 60 s
 */
export async function createFollows(
  scope: CallScope,
  input: { readonly task_id: string; readonly call_job_ids: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  await followAll(scope, input.task_id, await recordsByJob(scope, input), signal);
}

/** The same for records without a job id (spec 001 §3.4). */
export async function createFollowsByTaskAndPhone(
  scope: CallScope,
  input: { readonly task_id: string; readonly phones: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  await followAll(scope, input.task_id, await recordsByPhone(scope, input), signal);
}

async function followAll(
  scope: CallScope,
  taskId: string,
  records: readonly FinalRecord[],
  signal: AbortSignal,
): Promise<void> {
  const faults: unknown[] = [];
  for (let at = 0; at < records.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const some = records.slice(at, at + AT_ONCE).map((record) => follow(scope, record, signal));
    for (const one of await Promise.allSettled(some)) if (one.status === 'rejected') faults.push(one.reason);
  }
  await checkAndUpdateTaskStatus(scope, taskId);
  if (faults.length > 0) throw faults[0];
}

async function follow(scope: CallScope, record: FinalRecord, signal: AbortSignal): Promise<void> {
  if (record.leads_follow_id !== null || record.is_interested !== null || record.call_status === null) return;
  const draft = await judgeRecord(scope, record, signal);
  if (!draft) return;
  // A unit of work of its own: several records are in work at the same time.
  const own = { ...scope, em: scope.em.fork() as CallScope['em'] };
  const id = await writeFollow(own, record, draft);
  const { task_id: taskId, id: recordId } = record;
  if (id) scope.calls.logger.info({ taskId, recordId, basis: draft.basis }, `任务 ${taskId} 的跟进记录创建成功`);
}

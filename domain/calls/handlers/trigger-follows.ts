import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import { keepMark, type TaskMark } from '../tasks/task-mark.ts';
import { createLeadsFollowByTaskAndPhone } from './create-leads-follow-by-task-and-phone.job.ts';
import { createLeadsFollow } from './create-leads-follow.job.ts';

/** Records of one transaction (spec 001 §5.5). */
export const FOLLOW_BATCH = 1000;
/** Records of one job: a fault makes only these wait. */
const PER_JOB = 50;
/** A job that was added so long ago is gone: longer than its retries. */
const ASKED_MS = 600_000;

interface FinishedRecord {
  readonly id: string;
  readonly call_job_id: string | null;
  readonly phone_key: string;
}

/**
 * Adds the jobs for follow-ups of finished calls, a thousand records at a time (spec 001 §3.2.5). Where somebody answered, the
 * conversation is waited for, but not for ever.
 * @returns how many records
 */
export async function triggerFollows(scope: CallScope, mark: TaskMark): Promise<number> {
  let triggered = 0;
  for (;;) {
    const batch = await inTransaction(scope, (inner) => triggerBatch(inner, mark));
    triggered += batch;
    if (batch < FOLLOW_BATCH) return triggered;
  }
}

async function triggerBatch(scope: CallScope, mark: TaskMark): Promise<number> {
  await keepMark(scope, mark);
  const now = scope.clock.now();
  const waitedFrom = new Date(now.getTime() - scope.calls.settings.conversationWaitMinutes * 60_000);
  const rows = await query<FinishedRecord>(
    scope.em,
    `update leads_task_list set follow_asked_at = $2 where id in (
       select id from leads_task_list
       where task_id = $1 and call_status is not null and leads_follow_id is null and is_interested is null
         and (call_status <> 'succeeded' or call_conversation is not null or final_at <= $3)
         and (follow_asked_at is null or follow_asked_at <= $4)
       order by id limit ${FOLLOW_BATCH})
     returning id, call_job_id, phone_key`,
    [mark.task_id, now, waitedFrom, new Date(now.getTime() - ASKED_MS)],
  );
  const jobs = rows.flatMap((row) => (row.call_job_id ? [row.call_job_id] : []));
  const phones = rows.filter((row) => !row.call_job_id).map((row) => row.phone_key);
  const { task_id } = mark;
  for (let at = 0; at < jobs.length; at += PER_JOB)
    await scope.jobs.enqueue(scope.em, createLeadsFollow, { task_id, call_job_ids: jobs.slice(at, at + PER_JOB) });
  for (let at = 0; at < phones.length; at += PER_JOB)
    await scope.jobs.enqueue(scope.em, createLeadsFollowByTaskAndPhone, {
      task_id,
      phones: phones.slice(at, at + PER_JOB),
    });
  return rows.length;
}

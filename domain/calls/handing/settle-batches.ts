import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import type { BatchLookUp, DialerPort } from '../dialer.port.ts';
import { callsError } from '../errors.ts';
import { keepMark, type TaskMark } from '../tasks/task-mark.ts';
import { beginCalling } from './send-batch.ts';
import { steerCalls } from './steer-calls.job.ts';

interface OpenBatch {
  readonly id: string;
  readonly ended_at: string;
  readonly references: string[];
}

/**
 * Settles batches whose fate is not known: an answer was lost, or the process died while the request was on its way. Who the
 * dialer has is called; only who it certainly does not have waits again.
 * @throws AppError `calls.still_unknown`: nothing is sent before it is certain
 */
export async function settleBatches(
  scope: CallScope,
  dialer: DialerPort,
  mark: TaskMark,
  groupId: string,
  signal: AbortSignal,
): Promise<void> {
  for (const batch of await openBatches(scope, mark)) {
    const sent = {
      contacts: batch.references.map((reference_id) => ({ reference_id })),
      ended_at: new Date(batch.ended_at),
    };
    const found = await dialer.lookUpBatch(groupId, sent, signal);
    await noteFound(scope, mark, batch, found);
    if (found.state === 'unknown') throw callsError('calls.still_unknown');
  }
}

/** A batch that was «sending» when this mark was taken belonged to a process that is gone: its request counts as ended now. */
async function openBatches(outer: CallScope, mark: TaskMark): Promise<OpenBatch[]> {
  return await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    await query(
      scope.em,
      `update call_batch set state = 'unknown', ended_at = $2, trouble = 'interrupted' where task_id = $1 and state = 'sending'`,
      [mark.task_id, scope.clock.now()],
    );
    return await query<OpenBatch>(
      scope.em,
      `select b.id, iso(b.ended_at) as ended_at,
         (select array_agg(r.reference_id) from leads_task_list r where r.batch_id = b.id and r.hand_over = 'sending') as references
       from call_batch b where b.task_id = $1 and b.state = 'unknown'
         and exists (select 1 from leads_task_list r where r.batch_id = b.id and r.hand_over = 'sending') order by b.sent_at, b.id`,
      [mark.task_id],
    );
  });
}

/** Who turned up after the task was paused or cancelled has to be paused or cancelled too. */
async function tellAgain(scope: CallScope, taskId: string): Promise<void> {
  const held = await query(
    scope.em,
    `update call_tasks set control_told = 'running' where id = $1 and control <> 'running' returning id`,
    [taskId],
  );
  if (held.length > 0) await scope.jobs.enqueue(scope.em, steerCalls, { task_id: taskId }, { singletonKey: taskId });
}

async function noteFound(outer: CallScope, mark: TaskMark, batch: OpenBatch, found: BatchLookUp): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    const now = scope.clock.now();
    for (const { reference_id, job_ids } of found.assigned)
      await query(
        scope.em,
        `update leads_task_list set hand_over = 'assigned', call_job_id = coalesce(call_job_id, $2), updated_time = $3
         where reference_id = $1 and hand_over = 'sending'`,
        [reference_id, job_ids[0] ?? null, now],
      );
    await query(
      scope.em,
      `update leads_task_list set hand_over = 'waiting', batch_id = null, updated_time = $2
       where reference_id = any ($1::text[]) and hand_over = 'sending'`,
      [found.absent, now],
    );
    const settled = found.state === 'settled';
    await query(
      scope.em,
      'update call_batch set look_ups = look_ups + 1, state = $2, trouble = coalesce($3, trouble) where id = $1',
      [
        batch.id,
        !settled ? 'unknown' : found.assigned.length > 0 ? 'assigned' : 'released',
        found.trouble ? (found.trouble.vendor_code ?? found.trouble.reason) : null,
      ],
    );
    if (found.assigned.length > 0) await beginCalling(scope, mark.task_id);
    if (found.assigned.length > 0) await tellAgain(scope, mark.task_id);
  });
}

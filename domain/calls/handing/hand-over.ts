import { queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { toAppError } from '../../../kernel/errors.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { processTaskAfterCreation } from '../monitor/process-task-after-creation.job.ts';
import { noteTrouble } from '../tasks/note-trouble.ts';
import { dropMark, MarkLost, takeMark, type TaskMark } from '../tasks/task-mark.ts';
import { ensureGroup } from './ensure-group.ts';
import { beginCalling, sendNextBatch } from './send-batch.ts';
import { settleBatches } from './settle-batches.ts';

/**
 * Hands the people of a started task to the dialer: makes the group, settles what an earlier try left open, then batch by batch
 * (adr/0018). Two processes never do it at once. When everybody is handed over, results are asked for.
 * @throws AppError `calls.dialer_down`, `calls.dialer_busy`, `calls.still_unknown`: later again
 */
export async function handOver(scope: CallScope, taskId: string, signal: AbortSignal): Promise<void> {
  const dialer = dialerOf(scope);
  const mark = await takeMark(scope, taskId, 'handing');
  if (!mark) return;
  try {
    const group = await ensureGroup(scope, dialer, mark, signal);
    if (!group) return;
    await settleBatches(scope, dialer, mark, group, signal);
    while (await sendNextBatch(scope, dialer, mark, group, signal)) signal.throwIfAborted();
    await noteHandedOver(scope, mark);
  } catch (thrown) {
    if (thrown instanceof MarkLost) return;
    await noteTrouble(scope, taskId, '提交名单', thrown);
    // What the dialer refuses for good would be refused again: it stands in the diagnosis and waits for a person.
    if (toAppError(thrown).code !== 'calls.dialer_refused') throw thrown;
  } finally {
    await dropMark(scope, mark);
  }
}

/** Nobody waits any more: the first look at results is due (spec 001 §4.1). */
async function noteHandedOver(outer: CallScope, mark: TaskMark): Promise<void> {
  await inTransaction(outer, async (scope) => {
    // Also where nobody of the list may be called any more: the task goes its way.
    const open = await queryOne(
      scope.em,
      `select 1 as one from leads_task_list where task_id = $1 and hand_over in ('waiting', 'sending') limit 1`,
      [mark.task_id],
    );
    if (open) return;
    await beginCalling(scope, mark.task_id);
    const done = await queryOne<{ task_type: string }>(
      scope.em,
      `update call_tasks t set handed_over_at = $3, updated_at = $3
       where t.id = $1 and t.handing_token = $2 and t.handed_over_at is null returning t.task_type`,
      [mark.task_id, mark.token, scope.clock.now()],
    );
    if (!done) return;
    scope.calls.logger.info({ taskId: mark.task_id }, '名单已全部交给外呼平台');
    await scope.jobs.enqueue(
      scope.em,
      processTaskAfterCreation,
      { task_id: mark.task_id },
      { singletonKey: mark.task_id },
    );
    scope.events.publish('calls.task_changed', { id: mark.task_id, taskType: done.task_type, change: 'handed_over' });
  });
}

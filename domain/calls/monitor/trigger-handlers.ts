import { inTransaction } from '../../in-transaction.ts';
import type { CallTaskType } from '../../../kernel/contracts/calls.ts';
import type { CallScope } from '../calls-scope.ts';
import { queryTaskExecution } from '../handlers/query-task-execution.job.ts';
import { syncCallJobIds } from '../handlers/sync-call-job-ids.job.ts';
import { takeMark } from '../tasks/task-mark.ts';

/**
 * Marks a task as in work and adds its handlers, in one transaction: whatever the number of monitors, they run once. A calling
 * task's job ids are fetched first, then its results; of a called one the results only (spec 001 §4.2).
 * @returns false when the task is in work already
 */
export async function triggerHandlers(
  outer: CallScope,
  task: { readonly task_id: string; readonly task_type: CallTaskType },
  queryAfter = 0,
): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    const mark = await takeMark(scope, task.task_id);
    if (!mark) return false;
    const { task_id, token } = mark;
    if (task.task_type === 'calling')
      await scope.jobs.enqueue(scope.em, syncCallJobIds, { task_id, token, query_after: queryAfter });
    else await scope.jobs.enqueue(scope.em, queryTaskExecution, { task_id, token });
    return true;
  });
}

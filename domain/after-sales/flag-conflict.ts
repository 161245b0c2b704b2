import { query } from '../../db/query.ts';
import { inTransaction } from '../in-transaction.ts';
import { lockTask } from './move-task.ts';
import { noteStep, type TaskScope } from './note-step.ts';

/**
 * Notes that people quarrelled over a task; noted before it adds nothing.
 * @throws AppError `after_sales.task_not_found`
 */
export async function flagConflict(
  outer: TaskScope,
  input: { readonly id: string; readonly reason: string },
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const task = await lockTask(scope, input.id);
    if (task.conflict) return;
    await query(
      scope.em,
      'update track_tasks set conflict = true, updated_at = $2, version = version + 1 where id = $1',
      [task.id, scope.clock.now()],
    );
    await noteStep(scope, { ...task, event: 'conflict', from: task.status, to: task.status, reason: input.reason });
  });
}

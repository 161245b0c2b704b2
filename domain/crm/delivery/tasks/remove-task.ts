import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { recordChange } from '../../record-change.ts';
import { followTasks } from '../follow-tasks.ts';
import { lockTask } from './lock-task.ts';

/**
 * Takes a task out of its plan.
 * @throws AppError `crm.task_not_found`
 */
export async function removeTask(outer: TellScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const { order, plan, task } = await lockTask(scope, input.id);
    const { id, name, dueOn, status } = task;
    scope.em.remove(task);
    recordChange(scope, {
      entity: 'delivery_task',
      id,
      change: 'deleted',
      before: { order_id: order.id, name, due_on: dueOn, status },
    });
    await followTasks(scope, order, plan);
  });
}

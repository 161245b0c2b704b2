import type { TaskView, UpdateTask } from '../../../../kernel/contracts/delivery.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { appendTimeline } from '../../append-timeline.ts';
import { applyChanges, hasChanges } from '../../apply-changes.ts';
import type { TellScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { orderError } from '../../orders/errors.ts';
import { recordChange } from '../../record-change.ts';
import { followTasks } from '../follow-tasks.ts';
import { findAssignee } from '../find-assignee.ts';
import { lockTask } from './lock-task.ts';
import { readTask } from './task-view.ts';

const FIELDS = { name: 'name', starts_on: 'startsOn', due_on: 'dueOn', status: 'status', note: 'note' } as const;

/**
 * Changes a task, gives it to somebody, or says how far it is; plan and order follow. Whoever does the task or sees its
 * order may do so.
 *
 * @throws AppError `crm.task_not_found`, `crm.stale_version`, `crm.task_days_out_of_order`, `crm.owner_not_found`,
 *   `crm.order_cancelled`
 */
export async function updateTask(outer: TellScope, input: UpdateTask & { readonly id: string }): Promise<TaskView> {
  return await inTransaction(outer, async (scope) => {
    const { order, plan, task } = await lockTask(scope, input.id, input.version);
    if (order.status === 'cancelled') throw orderError('crm.order_cancelled');
    const today = localToday(scope.clock);
    const was = task.status;
    const changes = applyChanges(task, input, FIELDS);
    const assignee = await findAssignee(scope, input.owner_id);
    if (assignee !== undefined && assignee !== (task.owner ?? null)) {
      changes.before.owner_id = task.owner ?? null;
      changes.after.owner_id = assignee;
      task.owner = assignee;
    }
    if (!hasChanges(changes)) return await readTask(scope, task.id, today);
    if (task.dueOn < task.startsOn)
      throw orderError('crm.task_days_out_of_order', { details: { starts_on: task.startsOn, due_on: task.dueOn } });
    task.doneOn = task.status === 'done' ? (task.doneOn ?? today) : null;
    task.updatedAt = scope.clock.now();
    if (task.status === 'done' && was !== 'done')
      appendTimeline(scope, {
        customerId: order.customer,
        kind: 'delivery.task_done',
        about: `${order.name} · ${task.name}`,
        entity: 'order',
        entityId: order.id,
      });
    recordChange(scope, { entity: 'delivery_task', id: task.id, change: 'updated', ...changes });
    await followTasks(scope, order, plan);
    return await readTask(scope, task.id, today);
  });
}

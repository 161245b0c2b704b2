import { LockMode } from '@mikro-orm/core';
import { DeliveryPlan } from '../../../../db/entities/crm/delivery-plan.entity.ts';
import { DeliveryTask } from '../../../../db/entities/crm/delivery-task.entity.ts';
import { SalesOrder } from '../../../../db/entities/crm/sales-order.entity.ts';
import type { CreateTask, TaskView } from '../../../../kernel/contracts/delivery.ts';
import { newId } from '../../../../kernel/ids.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { orderError } from '../../orders/errors.ts';
import { lockVisible } from '../../orders/lock-visible.ts';
import { recordChange } from '../../record-change.ts';
import { findAssignee } from '../find-assignee.ts';
import { followTasks } from '../follow-tasks.ts';
import { readTask } from './task-view.ts';

/**
 * Adds a task at the end of an order's plan; the owner of the order does it unless somebody is named.
 * @throws AppError `crm.order_not_found`, `crm.order_cancelled`, `crm.plan_not_found`, `crm.task_days_out_of_order`,
 *   `crm.owner_not_found`
 */
export async function addTask(outer: TellScope, input: CreateTask & { readonly id: string }): Promise<TaskView> {
  return await inTransaction(outer, async (scope) => {
    const order = await lockVisible(scope, SalesOrder, input.id, 'crm.order_not_found');
    if (order.status === 'cancelled') throw orderError('crm.order_cancelled');
    const plan = await scope.em.findOne(
      DeliveryPlan,
      { order: order.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!plan) throw orderError('crm.plan_not_found');
    const today = localToday(scope.clock);
    const startsOn = input.starts_on ?? (input.due_on < today ? input.due_on : today);
    if (input.due_on < startsOn)
      throw orderError('crm.task_days_out_of_order', { details: { starts_on: startsOn, due_on: input.due_on } });
    const owner = await findAssignee(scope, input.owner_id);
    const now = scope.clock.now();
    const task = scope.em.create(DeliveryTask, {
      id: newId(),
      plan: plan.id,
      position: (await scope.em.count(DeliveryTask, { plan: plan.id })) + 1,
      name: input.name,
      owner: owner === undefined ? (order.owner ?? null) : owner,
      startsOn,
      dueOn: input.due_on,
      status: 'todo',
      note: input.note || null,
      createdAt: now,
      updatedAt: now,
    });
    const after = { order_id: order.id, name: task.name, due_on: task.dueOn, owner_id: task.owner ?? null };
    recordChange(scope, { entity: 'delivery_task', id: task.id, change: 'created', after });
    await followTasks(scope, order, plan);
    return await readTask(scope, task.id, today);
  });
}

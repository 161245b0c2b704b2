import { LockMode, type InferEntity } from '@mikro-orm/core';
import { DeliveryPlan } from '../../../../db/entities/crm/delivery-plan.entity.ts';
import { DeliveryTask } from '../../../../db/entities/crm/delivery-task.entity.ts';
import { SalesOrder } from '../../../../db/entities/crm/sales-order.entity.ts';
import { isVisible } from '../../../visible-rows.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { requireVersion } from '../../lock-row.ts';
import { orderError } from '../../orders/errors.ts';
import { seesCustomer } from '../../orders/lock-visible.ts';

export interface LockedTask {
  readonly order: InferEntity<typeof SalesOrder>;
  readonly plan: InferEntity<typeof DeliveryPlan>;
  readonly task: InferEntity<typeof DeliveryTask>;
}

/**
 * Loads a task for writing with its plan and order, locked in the order they are always locked: order, plan, task.
 * @throws AppError `crm.task_not_found`, also for one the actor may not see, `crm.stale_version`
 */
export async function lockTask(scope: ReadScope, id: string, version?: number): Promise<LockedTask> {
  const known = await scope.em.findOne(DeliveryTask, { id });
  const found = known && (await lockPlan(scope, known.plan));
  if (!known || !found) throw orderError('crm.task_not_found', { details: { id } });
  const task = await scope.em.findOne(DeliveryTask, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const { order, plan } = found;
  const seen =
    task &&
    (task.owner === scope.actor.userId || isVisible(scope.actor, order) || (await seesCustomer(scope, order.customer)));
  if (!task || !seen) throw orderError('crm.task_not_found', { details: { id } });
  requireVersion(task, version);
  return { order, plan, task };
}

/** Locks a plan and its order, without asking whose they are. */
async function lockPlan(scope: ReadScope, id: string): Promise<Omit<LockedTask, 'task'> | undefined> {
  const known = await scope.em.findOne(DeliveryPlan, { id });
  if (!known) return undefined;
  const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const order = await scope.em.findOne(SalesOrder, { id: known.order }, locked);
  const plan = await scope.em.findOne(DeliveryPlan, { id }, locked);
  return order && plan ? { order, plan } : undefined;
}

import type { InferEntity } from '@mikro-orm/core';
import { DeliveryTask } from '../../../db/entities/crm/delivery-task.entity.ts';
import type { DeliveryPlan } from '../../../db/entities/crm/delivery-plan.entity.ts';
import type { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { deliveryCompleted } from '../orders/signals.ts';
import { recordChange } from '../record-change.ts';

type Order = InferEntity<typeof SalesOrder>;
type Plan = InferEntity<typeof DeliveryPlan>;

/**
 * Moves plan and order along with their tasks, in the caller's transaction: the first task that begins makes the order
 * `delivering`; when every task is done or called off, the plan is done and the order completed; a task taken up again
 * takes both back.
 */
export async function followTasks(scope: TellScope, order: Order, plan: Plan): Promise<void> {
  await scope.em.flush();
  const tasks = await scope.em.find(DeliveryTask, { plan: plan.id });
  const waiting = tasks.some(({ status }) => status !== 'done' && status !== 'cancelled');
  const begun = tasks.some(({ status }) => status === 'doing' || status === 'done' || status === 'blocked');
  const done = !waiting && tasks.some(({ status }) => status === 'done');
  const now = scope.clock.now();
  if (done && plan.status === 'active') {
    plan.status = 'done';
    plan.updatedAt = now;
    appendTimeline(scope, {
      customerId: order.customer,
      kind: 'delivery.completed',
      about: order.name,
      entity: 'order',
      entityId: order.id,
    });
    await scope.jobs.tell(scope.em, deliveryCompleted, {
      order_id: order.id,
      plan_id: plan.id,
      customer_id: order.customer,
      owner_id: order.owner ?? null,
    });
  }
  if (!done && plan.status === 'done') {
    plan.status = 'active';
    plan.updatedAt = now;
  }
  moveOrder(scope, order, done ? 'completed' : begun ? 'delivering' : order.status);
  await scope.em.flush();
}

function moveOrder(scope: TellScope, order: Order, to: Order['status']): void {
  const from = order.status;
  if (from === to || from === 'cancelled') return;
  order.status = to;
  order.updatedAt = scope.clock.now();
  recordChange(scope, {
    entity: 'order',
    id: order.id,
    change: 'updated',
    verb: 'followed_delivery',
    before: { status: from },
    after: { status: to },
  });
}

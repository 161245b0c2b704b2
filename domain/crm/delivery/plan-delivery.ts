import type { InferEntity } from '@mikro-orm/core';
import { DeliveryPlan } from '../../../db/entities/crm/delivery-plan.entity.ts';
import { DeliveryTask } from '../../../db/entities/crm/delivery-task.entity.ts';
import type { DeliveryTemplate } from '../../../db/entities/crm/delivery-template.entity.ts';
import type { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { isWorkday, moveWorkdays } from '../../../kernel/time-phrases/workdays.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { recordChange } from '../record-change.ts';

type Order = InferEntity<typeof SalesOrder>;
type Plan = InferEntity<typeof DeliveryPlan>;

/**
 * Writes the plan of an order in the caller's transaction: the tasks of the template, counted in working days (Chinese
 * holidays and make-up days) from the plan's first day. That day is the next working day unless one is given; a given day of
 * rest becomes the working day after it. Tasks of colleagues who left go to the owner of the order.
 */
export async function planDelivery(
  scope: WriteScope,
  order: Order,
  template: InferEntity<typeof DeliveryTemplate> | null,
  startsOn: string | undefined,
): Promise<Plan> {
  const now = scope.clock.now();
  const first = startsOn ? workdayFrom(startsOn) : moveWorkdays(localToday(scope.clock), 1);
  const plan = scope.em.create(DeliveryPlan, {
    id: newId(),
    order: order.id,
    templateName: template?.name ?? null,
    startsOn: first,
    status: 'active',
    createdAt: now,
    updatedAt: now,
  });
  const tasks = template?.tasks ?? [];
  const here = await activePeople(
    scope,
    tasks.map((task) => task.owner_id),
  );
  for (const [index, task] of tasks.entries()) {
    const begins = moveWorkdays(first, task.starts_after);
    scope.em.create(DeliveryTask, {
      id: newId(),
      plan: plan.id,
      position: index + 1,
      name: task.name,
      owner: task.owner_id && here.has(task.owner_id) ? task.owner_id : (order.owner ?? null),
      startsOn: begins,
      dueOn: moveWorkdays(begins, task.takes),
      status: 'todo',
      note: task.note ?? null,
      createdAt: now,
      updatedAt: now,
    });
  }
  appendTimeline(scope, {
    customerId: order.customer,
    kind: 'delivery.planned',
    about: `${order.name}（${tasks.length} 项任务，${first} 开始）`,
    entity: 'order',
    entityId: order.id,
  });
  const after = { order_id: order.id, template: plan.templateName, starts_on: first, tasks: tasks.length };
  recordChange(scope, { entity: 'delivery_plan', id: plan.id, change: 'created', after });
  return plan;
}

/** The day itself when people work on it, else the next day they do. */
function workdayFrom(day: string): string {
  return isWorkday(day) ? day : moveWorkdays(day, 1);
}

async function activePeople(scope: WriteScope, ids: readonly (string | null)[]): Promise<Set<string>> {
  const rows = await query<{ id: string }>(scope.em, 'select id from app_user where id = any($1::uuid[]) and active', [
    ids.filter((id) => id !== null),
  ]);
  return new Set(rows.map(({ id }) => id));
}

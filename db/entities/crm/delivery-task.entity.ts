import { defineEntity, p } from '@mikro-orm/core';
import { TASK_STATUSES } from '../../../kernel/contracts/delivery.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { DeliveryPlan } from './delivery-plan.entity.ts';

/** One step of a delivery. Whoever owns it sees it, also without seeing the order. */
export const DeliveryTask = defineEntity({
  name: 'DeliveryTask',
  tableName: 'delivery_task',
  properties: {
    id: p.uuid().primary(),
    plan: () => p.manyToOne(DeliveryPlan).mapToPk().deleteRule('cascade').index(),
    position: p.integer(),
    name: p.string().length(120),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    startsOn: p.date(),
    dueOn: p.date(),
    status: p.enum(TASK_STATUSES),
    doneOn: p.date().nullable(),
    note: p.string().length(500).nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['owner', 'status', 'dueOn'], name: 'delivery_task_owner_due' },
    { properties: ['status', 'dueOn'], name: 'delivery_task_due' },
  ],
});

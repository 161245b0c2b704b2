import { defineEntity, p } from '@mikro-orm/core';
import { PLAN_STATUSES } from '../../../kernel/contracts/delivery.ts';
import { SalesOrder } from './sales-order.entity.ts';

/** The delivery of one order. Whose it is follows from the order. */
export const DeliveryPlan = defineEntity({
  name: 'DeliveryPlan',
  tableName: 'delivery_plan',
  properties: {
    id: p.uuid().primary(),
    order: () => p.manyToOne(SalesOrder).mapToPk().unique().deleteRule('cascade'),
    templateName: p.string().length(60).nullable(),
    startsOn: p.date(),
    status: p.enum(PLAN_STATUSES),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});

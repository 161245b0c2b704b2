import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from './customer.entity.ts';

/** One line of a customer's story. Every room that touches a customer appends here in its own transaction. */
export const TimelineEntry = defineEntity({
  name: 'TimelineEntry',
  tableName: 'timeline_entry',
  properties: {
    id: p.uuid().primary(),
    customer: () => p.manyToOne(Customer).mapToPk().deleteRule('cascade'),
    at: p.datetime(),
    kind: p.string().length(60),
    title: p.string().length(300),
    body: p.text().nullable(),
    actorId: p.uuid().nullable(),
    agent: p.string().length(40).nullable(),
    entity: p.string().length(40),
    entityId: p.uuid(),
  },
  indexes: [{ properties: ['customer', 'at', 'id'], name: 'timeline_entry_customer_at' }],
});

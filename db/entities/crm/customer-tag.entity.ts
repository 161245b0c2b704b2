import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from './customer.entity.ts';
import { Tag } from './tag.entity.ts';

/** A tag on a customer. */
export const CustomerTag = defineEntity({
  name: 'CustomerTag',
  tableName: 'customer_tag',
  primaryKeys: ['customer', 'tag'],
  properties: {
    customer: () => p.manyToOne(Customer).mapToPk().primary().deleteRule('cascade'),
    tag: () => p.manyToOne(Tag).mapToPk().primary().deleteRule('cascade').index(),
    createdAt: p.datetime(),
    /** Made by a rule, which takes it away again; what a person put there stays. */
    byRule: p.boolean().default(false),
  },
});

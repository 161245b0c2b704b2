import { defineEntity, p } from '@mikro-orm/core';
import type { CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { Customer } from './customer.entity.ts';

/** A person at a customer. Who may see it follows from who may see the customer. */
export const Contact = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  properties: {
    id: p.uuid().primary(),
    customer: () => p.manyToOne(Customer).mapToPk().deleteRule('cascade').index(),
    name: p.string().length(60).index(),
    title: p.string().length(60).nullable(),
    phone: p.string().length(30).nullable(),
    email: p.string().length(120).nullable(),
    wechat: p.string().length(60).nullable(),
    decisionMaker: p.boolean().default(false),
    description: p.text().nullable(),
    externalId: p.string().length(120).unique().nullable(),
    searchText: p.text(),
    custom: p.json<CustomValues>().defaultRaw("'{}'"),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['createdAt', 'id'], name: 'contact_created' }],
});

import { defineEntity, p } from '@mikro-orm/core';
import { RELATION_KINDS } from '../../../kernel/contracts/relations.ts';
import { Customer } from './customer.entity.ts';

/** Two customers and what the first is to the second. Of partners and competitors the lower id comes first. */
export const CustomerRelation = defineEntity({
  name: 'CustomerRelation',
  tableName: 'customer_relation',
  properties: {
    id: p.uuid().primary(),
    from: () => p.manyToOne(Customer).mapToPk().deleteRule('cascade'),
    to: () => p.manyToOne(Customer).mapToPk().deleteRule('cascade').index(),
    kind: p.enum(RELATION_KINDS),
    note: p.string().length(300).nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['from', 'to', 'kind'], name: 'customer_relation_pair' }],
});

import { defineEntity, p } from '@mikro-orm/core';
import { ATTITUDES, DECISION_ROLES } from '../../../kernel/contracts/relations.ts';
import { Contact } from './contact.entity.ts';
import { Customer } from './customer.entity.ts';

/** The part somebody plays in a customer's decision, and how they think of us. */
export const DecisionRole = defineEntity({
  name: 'DecisionRole',
  tableName: 'decision_role',
  primaryKeys: ['customer', 'contact'],
  properties: {
    customer: () => p.manyToOne(Customer).mapToPk().primary().deleteRule('cascade'),
    contact: () => p.manyToOne(Contact).mapToPk().primary().deleteRule('cascade').index(),
    role: p.enum(DECISION_ROLES),
    attitude: p.enum(ATTITUDES),
    note: p.string().length(300).nullable(),
    updatedAt: p.datetime(),
  },
});

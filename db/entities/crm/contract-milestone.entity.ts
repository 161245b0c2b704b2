import { defineEntity, p } from '@mikro-orm/core';
import { MILESTONE_KINDS } from '../../../kernel/contracts/orders.ts';
import { Contract } from './contract.entity.ts';

/** A day in a contract on which something is due: a payment, an acceptance, a delivery. */
export const ContractMilestone = defineEntity({
  name: 'ContractMilestone',
  tableName: 'contract_milestone',
  properties: {
    id: p.uuid().primary(),
    contract: () => p.manyToOne(Contract).mapToPk().deleteRule('cascade').index(),
    kind: p.enum(MILESTONE_KINDS),
    name: p.string().length(120),
    dueOn: p.date(),
    amount: p.decimal('number').precision(14).scale(2).nullable(),
    paidAmount: p.decimal('number').precision(14).scale(2).default(0),
    doneOn: p.date().nullable(),
    note: p.string().length(500).nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['doneOn', 'dueOn'], name: 'contract_milestone_due' }],
});

import { defineEntity, p } from '@mikro-orm/core';
import { CONTRACT_STATUSES } from '../../../kernel/contracts/orders.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';
import { Customer } from './customer.entity.ts';
import { Opportunity } from './opportunity.entity.ts';
import { SalesOrder } from './sales-order.entity.ts';

/**
 * What was agreed with a customer for a period (`startsOn` to `endsOn`, both included). A renewal is a contract of its own
 * whose `previous` is the one it follows.
 */
export const Contract = defineEntity({
  name: 'Contract',
  tableName: 'contract',
  properties: {
    id: p.uuid().primary(),
    code: p.string().length(16).unique().defaultRaw("'HT-' || lpad(nextval('contract_code')::text, 6, '0')"),
    number: p.string().length(60).unique().nullable(),
    name: p.string().length(120),
    customer: () => p.manyToOne(Customer).mapToPk().index(),
    order: () => p.manyToOne(SalesOrder).mapToPk().nullable().deleteRule('set null').index(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().nullable().deleteRule('set null').index(),
    previous: () => p.manyToOne(Contract).mapToPk().unique().nullable().deleteRule('set null'),
    amount: p.decimal('number').precision(14).scale(2),
    signedOn: p.date().nullable(),
    startsOn: p.date().nullable(),
    endsOn: p.date().nullable(),
    renewalOn: p.date().nullable(),
    autoRenew: p.boolean().default(false),
    status: p.enum(CONTRACT_STATUSES),
    note: p.text().nullable(),
    externalId: p.string().length(120).unique().nullable(),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    searchText: p.text(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['status', 'endsOn'], name: 'contract_status_ends' },
    { properties: ['createdAt', 'id'], name: 'contract_created' },
    { properties: ['owner', 'createdAt', 'id'], name: 'contract_owner_created' },
    { properties: ['team', 'createdAt', 'id'], name: 'contract_team_created' },
  ],
});

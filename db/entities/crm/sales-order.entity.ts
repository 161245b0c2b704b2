import { defineEntity, p } from '@mikro-orm/core';
import { ORDER_STATUSES } from '../../../kernel/contracts/orders.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';
import { Customer } from './customer.entity.ts';
import { Opportunity } from './opportunity.entity.ts';

/** What a customer ordered. An opportunity has at most one order. `amount` is in yuan. */
export const SalesOrder = defineEntity({
  name: 'SalesOrder',
  tableName: 'sales_order',
  properties: {
    id: p.uuid().primary(),
    code: p.string().length(16).unique().defaultRaw("'DD-' || lpad(nextval('sales_order_code')::text, 6, '0')"),
    number: p.string().length(60).unique().nullable(),
    name: p.string().length(120),
    customer: () => p.manyToOne(Customer).mapToPk().index(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().unique().nullable().deleteRule('set null'),
    amount: p.decimal('number').precision(14).scale(2),
    orderedOn: p.date().index(),
    status: p.enum(ORDER_STATUSES),
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
    { properties: ['createdAt', 'id'], name: 'sales_order_created' },
    { properties: ['owner', 'createdAt', 'id'], name: 'sales_order_owner_created' },
    { properties: ['team', 'createdAt', 'id'], name: 'sales_order_team_created' },
  ],
});

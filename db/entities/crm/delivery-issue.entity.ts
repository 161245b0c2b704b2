import { defineEntity, p } from '@mikro-orm/core';
import { ISSUE_SEVERITIES, ISSUE_STATUSES } from '../../../kernel/contracts/delivery.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Contract } from './contract.entity.ts';
import { Customer } from './customer.entity.ts';
import { DeliveryTask } from './delivery-task.entity.ts';
import { SalesOrder } from './sales-order.entity.ts';

/** Something that goes wrong with an order or a contract, until it is solved. */
export const DeliveryIssue = defineEntity({
  name: 'DeliveryIssue',
  tableName: 'delivery_issue',
  properties: {
    id: p.uuid().primary(),
    code: p.string().length(16).unique().defaultRaw("'WT-' || lpad(nextval('delivery_issue_code')::text, 6, '0')"),
    customer: () => p.manyToOne(Customer).mapToPk().index(),
    order: () => p.manyToOne(SalesOrder).mapToPk().nullable().deleteRule('cascade').index(),
    contract: () => p.manyToOne(Contract).mapToPk().nullable().deleteRule('cascade').index(),
    task: () => p.manyToOne(DeliveryTask).mapToPk().nullable().deleteRule('set null').index(),
    title: p.string().length(200),
    detail: p.text().nullable(),
    severity: p.enum(ISSUE_SEVERITIES),
    status: p.enum(ISSUE_STATUSES),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    dueOn: p.date(),
    resolution: p.text().nullable(),
    resolvedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['owner', 'status', 'dueOn'], name: 'delivery_issue_owner_due' },
    { properties: ['status', 'dueOn'], name: 'delivery_issue_due' },
  ],
});

import { defineEntity, p } from '@mikro-orm/core';
import { ACTIVITY_KINDS, ACTIVITY_STATUSES } from '../../../kernel/contracts/crm.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';
import { Contact } from './contact.entity.ts';
import { Customer } from './customer.entity.ts';
import { Lead } from './lead.entity.ts';
import { Opportunity } from './opportunity.entity.ts';

/** Something done with a customer or lead (`occurredAt`), or a follow-up that waits for `dueAt`. */
export const Activity = defineEntity({
  name: 'Activity',
  tableName: 'activity',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(ACTIVITY_KINDS),
    status: p.enum(ACTIVITY_STATUSES),
    subject: p.string().length(200),
    content: p.text().nullable(),
    customer: () => p.manyToOne(Customer).mapToPk().nullable().deleteRule('cascade').index(),
    contact: () => p.manyToOne(Contact).mapToPk().nullable().deleteRule('set null'),
    lead: () => p.manyToOne(Lead).mapToPk().nullable().deleteRule('cascade').index(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().nullable().deleteRule('cascade').index(),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    dueAt: p.datetime().nullable(),
    occurredAt: p.datetime().nullable(),
    externalId: p.string().length(120).unique().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['customer', 'status', 'dueAt'], name: 'activity_customer_status' },
    { properties: ['status', 'dueAt'], name: 'activity_status_due' },
    { properties: ['owner', 'status', 'dueAt'], name: 'activity_owner_due' },
    { properties: ['owner', 'occurredAt'], name: 'activity_owner_occurred' },
    { properties: ['occurredAt'], name: 'activity_occurred' },
  ],
});

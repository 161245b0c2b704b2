import { defineEntity, p } from '@mikro-orm/core';
import { STAGES } from '../../../kernel/contracts/crm.ts';
import type { CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';
import { Customer } from './customer.entity.ts';
import { LostReason } from './lost-reason.entity.ts';
import { Product } from './product.entity.ts';

/** A deal on its way. `openedOn` and `closedOn` are calendar days; `amount` of a won deal is what was sold. */
export const Opportunity = defineEntity({
  name: 'Opportunity',
  tableName: 'opportunity',
  properties: {
    id: p.uuid().primary(),
    code: p.string().length(16).unique().defaultRaw("'SJ-' || lpad(nextval('opportunity_code')::text, 6, '0')"),
    name: p.string().length(120).index(),
    customer: () => p.manyToOne(Customer).mapToPk().nullable().index(),
    product: () => p.manyToOne(Product).mapToPk().nullable(),
    stage: p.enum(STAGES),
    probability: p.integer(),
    amount: p.decimal('number').precision(14).scale(2).nullable(),
    openedOn: p.date().nullable(),
    expectedClose: p.date().nullable(),
    closedOn: p.date().nullable().index(),
    source: p.string().length(60).nullable(),
    lostReason: p.string().length(200).nullable(),
    lostReasonItem: () =>
      p.manyToOne(LostReason).mapToPk().nullable().deleteRule('set null').joinColumn('lost_reason_id'),
    description: p.text().nullable(),
    externalId: p.string().length(120).unique().nullable(),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    searchText: p.text(),
    custom: p.json<CustomValues>().defaultRaw("'{}'"),
    stageChangedAt: p.datetime(),
    lastActivityAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['createdAt', 'id'], name: 'opportunity_created' },
    { properties: ['owner', 'stage'], name: 'opportunity_owner_stage' },
    { properties: ['team', 'stage'], name: 'opportunity_team_stage' },
  ],
});

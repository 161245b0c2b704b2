import { defineEntity, p } from '@mikro-orm/core';
import { LEAD_STATUSES } from '../../../kernel/contracts/crm.ts';
import { LEAD_GRADES } from '../../../kernel/contracts/scoring.ts';
import type { CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';
import { Customer } from './customer.entity.ts';
import { Product } from './product.entity.ts';

/** Somebody who may buy. `product` is what they asked about, `customer` is set once it was converted. */
export const Lead = defineEntity({
  name: 'Lead',
  tableName: 'lead',
  properties: {
    id: p.uuid().primary(),
    code: p.string().length(16).unique().defaultRaw("'XS-' || lpad(nextval('lead_code')::text, 6, '0')"),
    name: p.string().length(60).index(),
    company: p.string().length(120).nullable(),
    title: p.string().length(60).nullable(),
    phone: p.string().length(30).nullable().index(),
    email: p.string().length(120).nullable(),
    wechat: p.string().length(60).nullable(),
    source: p.string().length(60).nullable(),
    region: p.string().length(40).nullable(),
    city: p.string().length(40).nullable(),
    sector: p.string().length(60).nullable(),
    status: p.enum(LEAD_STATUSES),
    description: p.text().nullable(),
    customer: () => p.manyToOne(Customer).mapToPk().nullable().deleteRule('set null'),
    product: () => p.manyToOne(Product).mapToPk().nullable().deleteRule('set null'),
    externalId: p.string().length(120).unique().nullable(),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    searchText: p.text(),
    custom: p.json<CustomValues>().defaultRaw("'{}'"),
    /** Since when it has its owner; kept by a trigger. */
    ownedSince: p.datetime().nullable(),
    lastActivityAt: p.datetime().nullable(),
    convertedAt: p.datetime().nullable(),
    /** Copied from `lead_score`, so that lists sort and filter by them; writing them leaves `version` alone. */
    score: p.integer().nullable(),
    grade: p.enum(LEAD_GRADES).nullable(),
    createdAt: p.datetime().index(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['createdAt', 'id'], name: 'lead_created' },
    { properties: ['owner', 'createdAt', 'id'], name: 'lead_owner_created' },
    { properties: ['team', 'createdAt', 'id'], name: 'lead_team_created' },
    { properties: ['owner', 'status'], name: 'lead_owner_status' },
    { properties: ['team', 'status'], name: 'lead_team_status' },
  ],
});

import { defineEntity, p } from '@mikro-orm/core';
import type { CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';

/** A company we sell to. `searchText` holds name, short name, their pinyin and
 * the values of searchable custom fields in lower case for the search box; `custom` the values of custom fields by key. */
export const Customer = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    id: p.uuid().primary(),
    code: p.string().length(16).unique().defaultRaw("'KH-' || lpad(nextval('customer_code')::text, 6, '0')"),
    name: p.string().length(120).index(),
    shortName: p.string().length(60).nullable(),
    region: p.string().length(40).nullable().index(),
    city: p.string().length(40).nullable(),
    sector: p.string().length(60).nullable().index(),
    source: p.string().length(60).nullable(),
    phone: p.string().length(30).nullable(),
    website: p.string().length(200).nullable(),
    address: p.string().length(200).nullable(),
    employees: p.integer().nullable(),
    annualRevenue: p.decimal('number').precision(16).scale(2).nullable(),
    foundedYear: p.integer().nullable(),
    country: p.string().length(60).nullable(),
    parentName: p.string().length(120).nullable(),
    /** 统一社会信用代码, GB 32100-2015. */
    creditCode: p.string().length(18).nullable().index(),
    description: p.text().nullable(),
    externalId: p.string().length(120).unique().nullable(),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    searchText: p.text(),
    custom: p.json<CustomValues>().defaultRaw("'{}'"),
    /** Since when it has its owner; kept by a trigger. */
    ownedSince: p.datetime().nullable(),
    lastActivityAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['createdAt', 'id'], name: 'customer_created' },
    { properties: ['owner', 'createdAt', 'id'], name: 'customer_owner_created' },
    { properties: ['team', 'createdAt', 'id'], name: 'customer_team_created' },
  ],
});

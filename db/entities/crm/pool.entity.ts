import { defineEntity, p } from '@mikro-orm/core';
import { POOL_ENTITIES } from '../../../kernel/contracts/pools.ts';
import { Team } from '../identity/team.entity.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';

/** A public pool: which records belong into it, when they fall back, and how they may be picked. */
export const Pool = defineEntity({
  name: 'Pool',
  tableName: 'pool',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(60).unique(),
    entity: p.enum(POOL_ENTITIES),
    position: p.integer(),
    active: p.boolean(),
    condition: p.json<Condition>(),
    team: () => p.manyToOne(Team).mapToPk().nullable().deleteRule('set null'),
    recycleDays: p.integer().nullable(),
    warnDays: p.integer(),
    protectOpenDeals: p.boolean(),
    dailyPicks: p.integer().nullable(),
    capacity: p.integer().nullable(),
    repickDays: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});

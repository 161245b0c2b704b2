import { defineEntity, p } from '@mikro-orm/core';
import { POOL_EVENT_KINDS } from '../../../kernel/contracts/pools.ts';
import { Pool } from './pool.entity.ts';

/** What happened to a record around a pool. Append-only. */
export const PoolEvent = defineEntity({
  name: 'PoolEvent',
  tableName: 'pool_event',
  properties: {
    id: p.uuid().primary(),
    pool: () => p.manyToOne(Pool).mapToPk().nullable().deleteRule('set null'),
    entity: p.text(),
    entityId: p.uuid(),
    kind: p.enum(POOL_EVENT_KINDS),
    userId: p.uuid().nullable(),
    reason: p.string().length(300).nullable(),
    at: p.datetime(),
  },
  indexes: [
    { properties: ['entity', 'entityId', 'at'], name: 'pool_event_entity_at' },
    { properties: ['userId', 'kind', 'at'], name: 'pool_event_user_at' },
  ],
});

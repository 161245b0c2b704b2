import { defineEntity, p } from '@mikro-orm/core';
import { Pool } from './pool.entity.ts';
import { Lead } from './lead.entity.ts';
import { Customer } from './customer.entity.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** A lead or a customer that waits in a pool; exactly one of the two is set. */
export const PoolEntry = defineEntity({
  name: 'PoolEntry',
  tableName: 'pool_entry',
  properties: {
    id: p.uuid().primary(),
    pool: () => p.manyToOne(Pool).mapToPk(),
    lead: () => p.manyToOne(Lead).mapToPk().nullable().unique().deleteRule('cascade'),
    customer: () => p.manyToOne(Customer).mapToPk().nullable().unique().deleteRule('cascade'),
    fromUser: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    reason: p.string().length(300),
    enteredAt: p.datetime(),
  },
  indexes: [{ properties: ['pool', 'enteredAt', 'id'], name: 'pool_entry_pool_at' }],
});

import { defineEntity, p } from '@mikro-orm/core';
import { HEALTH_LEVELS, TIERS, type HealthCause } from '../../../kernel/contracts/profile.ts';
import { Customer } from './customer.entity.ts';

/**
 * What a customer is worth and how well it does, counted by a job. It stands beside the customer, so that counting never
 * makes what somebody is editing stale. `signals` holds the figure and the points of each signal.
 */
export const CustomerProfile = defineEntity({
  name: 'CustomerProfile',
  tableName: 'customer_profile',
  properties: {
    customer: () => p.manyToOne(Customer).mapToPk().primary().deleteRule('cascade'),
    tier: p.enum(TIERS),
    lastOrderOn: p.date().nullable(),
    orders: p.integer(),
    spent: p.decimal('number').precision(16).scale(2),
    r: p.smallint().nullable(),
    f: p.smallint().nullable(),
    m: p.smallint().nullable(),
    health: p.smallint().nullable(),
    healthLevel: p.enum(HEALTH_LEVELS).nullable(),
    confidence: p.smallint(),
    previousHealth: p.smallint().nullable(),
    healthChangedAt: p.datetime().nullable(),
    signals: p.json<Record<string, { figure: number | null; points: number | null; weight: number }>>(),
    causes: p.json<HealthCause[]>(),
    computedAt: p.datetime(),
  },
  indexes: [
    { properties: ['healthLevel', 'health', 'customer'], name: 'customer_profile_level_health' },
    { properties: ['tier', 'customer'], name: 'customer_profile_tier' },
  ],
});

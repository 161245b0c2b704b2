import { defineEntity, p } from '@mikro-orm/core';
import { HEALTH_LEVELS, TIERS, type HealthCause } from '../../../kernel/contracts/profile.ts';
import { Customer } from './customer.entity.ts';

/** How a profile stood at the end of a day on which its tier or its health moved. */
export const CustomerProfileHistory = defineEntity({
  name: 'CustomerProfileHistory',
  tableName: 'customer_profile_history',
  primaryKeys: ['customer', 'day'],
  properties: {
    customer: () => p.manyToOne(Customer).mapToPk().primary().deleteRule('cascade'),
    day: p.date().primary(),
    tier: p.enum(TIERS),
    health: p.smallint().nullable(),
    healthLevel: p.enum(HEALTH_LEVELS).nullable(),
    confidence: p.smallint(),
    causes: p.json<HealthCause[]>(),
  },
});

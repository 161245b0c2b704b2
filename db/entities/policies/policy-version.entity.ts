import { defineEntity, p } from '@mikro-orm/core';
import { POLICY_NAMES } from '../../../kernel/contracts/policies.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** A policy as it once held, who made it so and why. Append-only. */
export const PolicyVersion = defineEntity({
  name: 'PolicyVersion',
  tableName: 'policy_version',
  primaryKeys: ['name', 'version'],
  properties: {
    name: p.enum(POLICY_NAMES).primary(),
    version: p.integer().primary(),
    value: p.json<Record<string, unknown>>(),
    reason: p.string().length(300),
    changedBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    changedAt: p.datetime(),
  },
});

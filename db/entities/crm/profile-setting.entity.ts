import { defineEntity, p } from '@mikro-orm/core';
import type { HealthSettings, RfmSettings, TierTable } from '../../../kernel/contracts/profile.ts';

/** How value and health are counted; one row for the organisation, and none before somebody changed the house's own. */
export const ProfileSetting = defineEntity({
  name: 'ProfileSetting',
  tableName: 'profile_setting',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    rfm: p.json<RfmSettings>(),
    tiers: p.json<TierTable>(),
    health: p.json<HealthSettings>(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});

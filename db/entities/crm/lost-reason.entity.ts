import { defineEntity, p } from '@mikro-orm/core';

/** Why deals are lost, as a list one chooses from. */
export const LostReason = defineEntity({
  name: 'LostReason',
  tableName: 'lost_reason',
  properties: {
    id: p.uuid().primary(),
    label: p.string().length(60).unique(),
    position: p.integer(),
    needsText: p.boolean().default(false),
    active: p.boolean().default(true),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});

import { defineEntity, p } from '@mikro-orm/core';

/** A sales team; `managerId` names the user who leads it (kept without a foreign key: users point at teams). */
export const Team = defineEntity({
  name: 'Team',
  tableName: 'team',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(64).unique(),
    region: p.string().length(64).nullable(),
    managerId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
});

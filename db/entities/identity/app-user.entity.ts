import { defineEntity, p } from '@mikro-orm/core';
import { ROLES } from '../../../kernel/contracts/identity.ts';
import { Team } from './team.entity.ts';

/** A person who works with the service. `sessionEpoch` rises to end all sessions at once (password change, lock). */
export const AppUser = defineEntity({
  name: 'AppUser',
  tableName: 'app_user',
  properties: {
    id: p.uuid().primary(),
    username: p.string().length(64).unique(),
    name: p.string().length(64).index(),
    passwordHash: p.string().length(255).nullable(),
    role: p.enum(ROLES),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    active: p.boolean().default(true),
    sessionEpoch: p.integer().default(0),
    externalId: p.string().length(120).unique().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});

import { defineEntity, p } from '@mikro-orm/core';
import type { Permission } from '../../../kernel/contracts/identity.ts';
import { AppUser } from './app-user.entity.ts';

/** A token for a program acting as a user, with a part of that user's permissions. Only a SHA-256 of it is kept. */
export const ServiceToken = defineEntity({
  name: 'ServiceToken',
  tableName: 'service_token',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(64),
    user: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    tokenHash: p.string().length(64).unique(),
    permissions: p.json<Permission[]>(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

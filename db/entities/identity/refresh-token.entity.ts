import { defineEntity, p } from '@mikro-orm/core';
import { AppUser } from './app-user.entity.ts';

/**
 * One link of a session's chain of refresh tokens; only a SHA-256 of the secret is kept. A token used again
 * long after its first use was stolen: its whole family is revoked.
 */
export const RefreshToken = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  properties: {
    id: p.uuid().primary(),
    familyId: p.uuid().index(),
    user: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    tokenHash: p.string().length(64).unique(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

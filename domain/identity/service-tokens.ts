import type { z } from 'zod';
import { ServiceToken } from '../../db/entities/identity/service-token.entity.ts';
import { query, queryOne } from '../../db/query.ts';
import type { CreateServiceTokenRequest, Permission } from '../../kernel/contracts/identity.ts';
import { newId } from '../../kernel/ids.ts';
import type { Random } from '../../kernel/random.ts';
import { appendAudit } from '../append-audit.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';
import { hashSecret } from './hash-secret.ts';
import { loadUser } from './load-actor.ts';
import { ROLE_TABLE } from './role-table.ts';

/** Service tokens begin with this, so that a leaked one is recognised. */
const PREFIX = 'xst_';

interface TokenScope extends Pick<Scope, 'em' | 'clock' | 'actor' | 'events'> {
  readonly random: Random;
}

/**
 * Makes a token for a program acting as a user. The secret is in this answer and nowhere else.
 * @throws AppError `identity.user_not_found`, `identity.permission_beyond_user`
 */
export async function createServiceToken(
  scope: TokenScope,
  input: z.output<typeof CreateServiceTokenRequest>,
): Promise<{ id: string; token: string; expires_at: string }> {
  const user = await loadUser(scope.em, input.user_id);
  if (!user) throw identityError('identity.user_not_found');
  const beyond = input.permissions.filter((one) => !ROLE_TABLE[user.role].permissions.includes(one));
  if (beyond.length > 0)
    throw identityError('identity.permission_beyond_user', { details: { permissions: beyond.join('、') } });
  const token = PREFIX + scope.random.bytes(32).toString('base64url');
  const now = scope.clock.now();
  const expiresAt = new Date(now.getTime() + input.expires_in_days * 86_400_000);
  return await inTransaction(scope, async (tx) => {
    const row = tx.em.create(ServiceToken, {
      id: newId(),
      name: input.name,
      user: user.id,
      tokenHash: hashSecret(token),
      permissions: input.permissions,
      expiresAt,
      createdAt: now,
    });
    tx.em.persist(row);
    appendAudit(tx, {
      action: 'service_token.created',
      entity: 'service_token',
      entityId: row.id,
      after: { name: input.name, user_id: user.id, permissions: input.permissions },
    });
    return { id: row.id, token, expires_at: expiresAt.toISOString() };
  });
}

/** Whether the text has the form of a service token at all. */
export function isServiceToken(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** The user and permissions behind a service token, or undefined when it is unknown, expired or revoked. */
export async function findServiceToken(
  scope: Pick<Scope, 'em' | 'clock'>,
  token: string,
): Promise<{ userId: string; permissions: Permission[] } | undefined> {
  const now = scope.clock.now();
  const row = await queryOne<{ id: string; user_id: string; permissions: Permission[]; stale: boolean }>(
    scope.em,
    `select id, user_id, permissions, (last_used_at is null or last_used_at < $2::timestamptz - interval '1 hour') as stale
     from service_token where token_hash = $1 and revoked_at is null and expires_at > $2`,
    [hashSecret(token), now],
  );
  if (row?.stale) await query(scope.em, 'update service_token set last_used_at = $2 where id = $1', [row.id, now]);
  return row && { userId: row.user_id, permissions: row.permissions };
}

/** Ends a service token for good. */
export async function revokeServiceToken(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  id: string,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const row = await tx.em.findOne(ServiceToken, id);
    if (!row) throw identityError('identity.user_not_found');
    row.revokedAt = tx.clock.now();
    appendAudit(tx, { action: 'service_token.revoked', entity: 'service_token', entityId: id });
  });
}

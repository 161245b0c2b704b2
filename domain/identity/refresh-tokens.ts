import { RefreshToken } from '../../db/entities/identity/refresh-token.entity.ts';
import { query, queryOne } from '../../db/query.ts';
import type { Random } from '../../kernel/random.ts';
import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';
import { hashSecret } from './hash-secret.ts';

const LIFETIME_MS = 14 * 86_400_000;
/**
 * A page that is loaded anew while it renews its session never sees the answer and comes back with the token it had.
 * So long after its first use a token is still taken; later it can only be somebody else's copy.
 */
const LOST_ANSWER_MS = 10_000;

interface RefreshScope extends Pick<Scope, 'em' | 'clock'> {
  readonly random: Random;
}

/** A new link of a session; `familyId` continues a chain, without it a new session begins. Answers the secret. */
export async function issueRefreshToken(
  scope: RefreshScope,
  userId: string,
  familyId: string = newId(),
): Promise<string> {
  const secret = scope.random.bytes(32).toString('base64url');
  const now = scope.clock.now();
  scope.em.persist(
    scope.em.create(RefreshToken, {
      id: newId(),
      familyId,
      user: userId,
      tokenHash: hashSecret(secret),
      expiresAt: new Date(now.getTime() + LIFETIME_MS),
      createdAt: now,
    }),
  );
  await scope.em.flush();
  return secret;
}

/**
 * Uses a refresh token up and answers its user and the next secret. A token used longer than ten seconds ago means that
 * somebody else has it: the whole session ends for both.
 * @throws AppError `identity.refresh_invalid`
 */
export async function rotateRefreshToken(
  scope: RefreshScope,
  secret: string,
): Promise<{ userId: string; next: string }> {
  const now = scope.clock.now();
  const spent = await queryOne<{ family_id: string; user_id: string }>(
    scope.em,
    `update refresh_token set used_at = coalesce(used_at, $2)
     where token_hash = $1 and (used_at is null or used_at > $3) and revoked_at is null and expires_at > $2
     returning family_id, user_id`,
    [hashSecret(secret), now, new Date(now.getTime() - LOST_ANSWER_MS)],
  );
  if (spent) return { userId: spent.user_id, next: await issueRefreshToken(scope, spent.user_id, spent.family_id) };
  await query(
    scope.em,
    `update refresh_token set revoked_at = $2 where revoked_at is null
     and family_id in (select family_id from refresh_token where token_hash = $1 and used_at is not null)`,
    [hashSecret(secret), now],
  );
  throw identityError('identity.refresh_invalid');
}

/** Ends the session a refresh token belongs to. Unknown tokens are no error: the person is out either way. */
export async function revokeSession(scope: Pick<Scope, 'em' | 'clock'>, secret: string): Promise<void> {
  await query(
    scope.em,
    `update refresh_token set revoked_at = $2 where revoked_at is null
     and family_id in (select family_id from refresh_token where token_hash = $1)`,
    [hashSecret(secret), scope.clock.now()],
  );
}

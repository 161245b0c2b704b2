import { AppUser } from '../../db/entities/identity/app-user.entity.ts';
import { query } from '../../db/query.ts';
import { appendAudit } from '../append-audit.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';
import { hashPassword, passwordFits } from './passwords.ts';

/**
 * Changes one's own password and ends all sessions of the user.
 * @throws AppError `identity.wrong_credentials`
 */
export async function changePassword(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  const user = await scope.em.findOneOrFail(AppUser, scope.actor.userId);
  if (!(await passwordFits(user.passwordHash, input.currentPassword)))
    throw identityError('identity.wrong_credentials');
  const passwordHash = await hashPassword(input.newPassword);
  await inTransaction(scope, async (tx) => {
    const row = await tx.em.findOneOrFail(AppUser, user.id);
    row.passwordHash = passwordHash;
    row.sessionEpoch += 1;
    row.updatedAt = tx.clock.now();
    await endSessions(tx, user.id);
    appendAudit(tx, { action: 'user.password_changed', entity: 'user', entityId: user.id });
    tx.events.publish('identity.user_changed', { id: user.id });
  });
}

/**
 * Gives a person a new password, as an administrator does for a new or forgetful colleague, and ends all their sessions.
 * @throws AppError `identity.user_not_found`
 */
export async function setPassword(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  userId: string,
  password: string,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await inTransaction(scope, async (tx) => {
    const user = await tx.em.findOne(AppUser, userId);
    if (!user) throw identityError('identity.user_not_found');
    user.passwordHash = passwordHash;
    user.sessionEpoch += 1;
    user.updatedAt = tx.clock.now();
    await endSessions(tx, userId);
    appendAudit(tx, { action: 'user.password_set', entity: 'user', entityId: userId });
    tx.events.publish('identity.user_changed', { id: userId });
  });
}

async function endSessions(tx: Pick<Scope, 'em' | 'clock'>, userId: string): Promise<void> {
  await query(tx.em, 'update refresh_token set revoked_at = $2 where user_id = $1 and revoked_at is null', [
    userId,
    tx.clock.now(),
  ]);
}

import { queryOne } from '../../db/query.ts';
import type { Random } from '../../kernel/random.ts';
import { appendAudit } from '../append-audit.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';
import { actorOf, loadUser, type UserRow } from './load-actor.ts';
import { passwordFits } from './passwords.ts';
import { issueRefreshToken } from './refresh-tokens.ts';
import { clearFailedLogins, countFailedLogin, refuseBlockedLogin } from './throttle-login.ts';

interface LoginScope extends Pick<Scope, 'em' | 'clock'> {
  readonly random: Random;
}

/**
 * Checks name and password and begins a session. Unknown name, locked user and wrong password are one answer.
 * @throws AppError `identity.wrong_credentials`, `identity.too_many_attempts`
 */
export async function logIn(
  scope: LoginScope,
  input: { username: string; password: string; ip: string },
): Promise<{ user: UserRow; refreshToken: string }> {
  const username = input.username.toLowerCase();
  const keys = [`user:${username}`, `ip:${input.ip}`] as const;
  await refuseBlockedLogin(scope, keys);
  const found = await queryOne<{ id: string; password_hash: string | null }>(
    scope.em,
    'select id, password_hash from app_user where lower(username) = $1 and active',
    [username],
  );
  const fits = await passwordFits(found?.password_hash, input.password);
  const user = found && fits ? await loadUser(scope.em, found.id) : undefined;
  if (!user) {
    await countFailedLogin(scope, keys);
    throw identityError('identity.wrong_credentials');
  }
  await clearFailedLogins(scope, keys[0]);
  const actor = actorOf(user, { locale: 'zh', ip: input.ip });
  appendAudit({ ...scope, actor }, { action: 'session.started', entity: 'user', entityId: user.id });
  return { user, refreshToken: await issueRefreshToken(scope, user.id) };
}

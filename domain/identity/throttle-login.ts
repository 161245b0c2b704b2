import { query, queryOne } from '../../db/query.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';

/** Failures that are free, and the block that each further one brings: 30 s, doubling up to 15 minutes. */
const FREE_FAILURES = { user: 5, ip: 50 } as const;
const FIRST_BLOCK_SECONDS = 30;
const LONGEST_BLOCK_SECONDS = 900;
const FORGOTTEN_AFTER_MS = 3_600_000;

type ThrottleKey = `user:${string}` | `ip:${string}`;

/**
 * Refuses a login while its user name or its address is blocked.
 * @throws AppError `identity.too_many_attempts`
 */
export async function refuseBlockedLogin(
  scope: Pick<Scope, 'em' | 'clock'>,
  keys: readonly ThrottleKey[],
): Promise<void> {
  const now = scope.clock.now();
  const row = await queryOne<{ until: string | null }>(
    scope.em,
    'select iso(max(blocked_until)) as until from login_throttle where key = any($1) and blocked_until > $2',
    [keys, now],
  );
  if (!row?.until) return;
  const seconds = Math.ceil((Date.parse(row.until) - now.getTime()) / 1000);
  throw identityError('identity.too_many_attempts', { details: { seconds } });
}

/** Counts a failed login; an hour without one forgets the earlier ones. */
export async function countFailedLogin(
  scope: Pick<Scope, 'em' | 'clock'>,
  keys: readonly ThrottleKey[],
): Promise<void> {
  const now = scope.clock.now();
  for (const key of keys) {
    const row = await queryOne<{ failures: number }>(
      scope.em,
      `insert into login_throttle (key, failures, first_failure_at) values ($1, 1, $2)
       on conflict (key) do update set
         failures = case when login_throttle.first_failure_at < $3 then 1 else login_throttle.failures + 1 end,
         first_failure_at = case when login_throttle.first_failure_at < $3 then $2 else login_throttle.first_failure_at end
       returning failures`,
      [key, now, new Date(now.getTime() - FORGOTTEN_AFTER_MS)],
    );
    const beyond = (row?.failures ?? 0) - FREE_FAILURES[key.startsWith('ip:') ? 'ip' : 'user'];
    if (beyond < 0) continue;
    const seconds = Math.min(FIRST_BLOCK_SECONDS * 2 ** Math.min(beyond, 10), LONGEST_BLOCK_SECONDS);
    await query(scope.em, 'update login_throttle set blocked_until = $2 where key = $1', [
      key,
      new Date(now.getTime() + seconds * 1000),
    ]);
  }
}

/** A good login clears the user's count. */
export async function clearFailedLogins(scope: Pick<Scope, 'em'>, key: ThrottleKey): Promise<void> {
  await query(scope.em, 'delete from login_throttle where key = $1', [key]);
}

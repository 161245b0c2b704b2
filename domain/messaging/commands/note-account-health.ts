import { query, queryOne } from '../../../db/query.ts';
import { noteAccountState } from '../accounts/note-account-state.ts';
import type { SendOutcome } from '../channel.port.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Faults in a row after which an account rests. */
const MOST_FAULTS = 5;
const FIRST_REST_MS = 5 * 60_000;
const LONGEST_REST_MS = 60 * 60_000;

/**
 * The circuit breaker of an account: faults in a row let it rest, each further one for twice as long; anything that works
 * clears it. A vendor that says the account is offline is believed.
 */
export async function noteAccountHealth(
  scope: Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>,
  accountId: string,
  outcome: SendOutcome,
): Promise<void> {
  if (outcome.state === 'refused' && outcome.reason === 'account_offline') {
    await noteAccountState(scope, accountId, {
      state: 'offline',
      cause: outcome.vendor_words ?? '发送时渠道说账号不在线',
    });
    return;
  }
  if (!isFault(outcome)) {
    if (outcome.state === 'refused') return;
    await query(
      scope.em,
      'update channel_account set failures = 0, rest_until = null where id = $1 and (failures > 0 or rest_until is not null)',
      [accountId],
    );
    return;
  }
  const row = await queryOne<{ failures: number }>(
    scope.em,
    'update channel_account set failures = failures + 1 where id = $1 returning failures',
    [accountId],
  );
  const over = (row?.failures ?? 0) - MOST_FAULTS;
  if (over < 0) return;
  const rest = Math.min(FIRST_REST_MS * 2 ** over, LONGEST_REST_MS);
  await query(scope.em, 'update channel_account set rest_until = $2 where id = $1', [
    accountId,
    new Date(scope.clock.now().getTime() + rest),
  ]);
  scope.events.publish('messaging.account_changed', { id: accountId });
}

function isFault(outcome: SendOutcome): boolean {
  return outcome.state === 'unknown' || (outcome.state === 'refused' && outcome.reason === 'vendor_fault');
}

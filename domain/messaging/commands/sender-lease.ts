import { queryOne } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** One process at a time sends for an account; `token` tells its writes from those of one that was given up. */
export interface SenderLease {
  readonly account_id: string;
  readonly token: number;
}

/** How long a silent sender keeps its account, in milliseconds. Longer than any call to a vendor may take. */
export const SENDER_LEASE_MS = 120_000;
/** A call to a vendor is given up after so many milliseconds. */
export const SEND_TIMEOUT_MS = 30_000;

/** Takes the account for this process; null while another one has it. */
export async function takeSender(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  accountId: string,
): Promise<SenderLease | null> {
  const now = scope.clock.now();
  const row = await queryOne<{ sender_token: number }>(
    scope.em,
    `update channel_account set sender_token = sender_token + 1, sender_until = $3
     where id = $1 and (sender_until is null or sender_until <= $2) returning sender_token`,
    [accountId, now, new Date(now.getTime() + SENDER_LEASE_MS)],
  );
  return row ? { account_id: accountId, token: row.sender_token } : null;
}

/** Lets the account go. */
export async function releaseSender(scope: Pick<WriteScope, 'em'>, lease: SenderLease): Promise<void> {
  await queryOne(
    scope.em,
    'update channel_account set sender_until = null where id = $1 and sender_token = $2 returning id',
    [lease.account_id, lease.token],
  );
}

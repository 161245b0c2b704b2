import { query, queryOne, withDates } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { AppError, toAppError } from '../../../kernel/errors.ts';
import { maskText } from '../../../kernel/mask.ts';
import { isPassingFault } from '../../../kernel/passing-fault.ts';
import { inTransaction } from '../../in-transaction.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { nextReading } from './callback-retry-table.ts';
import { takeIn, type Callback, type TakenIn } from './take-in.ts';

interface Unread extends Callback {
  readonly id: string;
  readonly channel: Channel;
  readonly attempts: number;
  /** Something of the account waits behind it. */
  readonly more: boolean;
}

/** `busy`: another process reads for the account just now; `failed`: this one did not, the next one can be read. */
export type Reading =
  | { readonly kind: 'read'; readonly outcome: TakenIn['outcome']; readonly more: boolean }
  | { readonly kind: 'failed'; readonly id: string; readonly error: unknown; readonly more: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'busy' };

/**
 * Reads the account's oldest unread callback: what it says, the signals for the rooms and what became of it are one
 * transaction, so a crash leaves it unread and nothing else. One process at a time reads for an account, so what one account
 * reports is taken in by the order of arrival.
 *
 * What fails stands aside with its reason and its next try; whatever comes behind it is read. Only faults that pass by
 * themselves are thrown.
 *
 * @param scope a fresh unit of work each time it is asked
 */
export async function readNext(scope: () => ChannelScope, accountId: string): Promise<Reading> {
  let found: Unread | undefined;
  try {
    return await inTransaction(scope(), async (tx) => {
      if (!(await holdInbox(tx, accountId))) return { kind: 'busy' };
      found = await oldestUnread(tx, accountId);
      if (!found) return { kind: 'nothing' };
      const taken = await takeIn(tx, channelOf(tx, found.channel), found);
      await query(
        tx.em,
        `update inbound_callback set account_id = $2, outcome = $3, note = $4, try_at = null, read_at = $5 where id = $1`,
        [found.id, taken.account_id, taken.outcome, taken.note, tx.clock.now()],
      );
      return { kind: 'read', outcome: taken.outcome, more: found.more };
    });
  } catch (error) {
    if (!found || isPassingFault(error) || toAppError(error).kind === 'transient') throw error;
    await noteFailure(scope(), found, error);
    return { kind: 'failed', id: found.id, error, more: found.more };
  }
}

/**
 * The lock ends with the transaction, however that ends. The transaction need not wait for the disk: its callback is kept
 * already, and a crash that loses it finds the callback unread. Whoever acts on it commits to the disk before the act, and
 * the log of the database is one sequence.
 */
async function holdInbox(tx: ChannelScope, accountId: string): Promise<boolean> {
  const row = await queryOne<{ held: boolean }>(
    tx.em,
    `select pg_try_advisory_xact_lock(hashtextextended('inbox:' || $1, 0)) as held, set_config('synchronous_commit', 'off', true)`,
    [accountId],
  );
  return row!.held;
}

async function oldestUnread(tx: ChannelScope, accountId: string): Promise<Unread | undefined> {
  const rows = await query<Unread>(
    tx.em,
    `with unread as (
       select id, seq from inbound_callback
       where account_id = $1 and (outcome = 'kept' or try_at <= $2) order by seq limit 2)
     select c.id, c.account_id, a.channel, c.purpose, c.content_type, c.body, c.received_at, c.attempts,
       (select count(*) > 1 from unread) as more
     from unread u join inbound_callback c on c.id = u.id join channel_account a on a.id = c.account_id
     order by u.seq limit 1`,
    [accountId, tx.clock.now()],
  );
  return rows[0] && withDates(rows[0], 'received_at');
}

async function noteFailure(scope: ChannelScope, callback: Unread, error: unknown): Promise<void> {
  const now = scope.clock.now();
  const attempts = callback.attempts + 1;
  await query(
    scope.em,
    `update inbound_callback set outcome = 'failed', attempts = $2, try_at = $3, note = $4, read_at = $5
     where id = $1 and (outcome = 'kept' or try_at is not null)`,
    [callback.id, attempts, nextReading(attempts, now), wordsOf(error), now],
  );
}

/** Faults of the database quote what they choke on, which is somebody's words. */
function wordsOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return maskText(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown').slice(0, 300);
}

import { query, queryOne } from '../../../db/query.ts';
import { AppError, toAppError } from '../../../kernel/errors.ts';
import { maskText } from '../../../kernel/mask.ts';
import { isPassingFault } from '../../../kernel/passing-fault.ts';
import { inTransaction } from '../../in-transaction.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { MOST_READINGS, nextReading } from './callback-retry-table.ts';
import { claimCallback, giveBack, type ClaimedCallback } from './claim-callback.ts';
import { INTERRUPTED, standAside } from './stand-aside.ts';
import { takeIn, type TakenIn } from './take-in.ts';

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
 * What fails stands aside with its reason and its next try; whatever comes behind it is read. So does, for good, what was begun to
 * be read `MOST_READINGS` times without an end: the processes died of it. Only faults that pass by themselves are thrown.
 *
 * @param scope a fresh unit of work each time it is asked
 */
export async function readNext(scope: () => ChannelScope, accountId: string): Promise<Reading> {
  const found = await claimCallback(scope(), accountId);
  if (typeof found === 'string') return { kind: found };
  const { id, more } = found;
  if (found.readings > MOST_READINGS) {
    await standAside(scope(), found);
    return { kind: 'failed', id, error: new Error(INTERRUPTED), more };
  }
  try {
    const outcome = await read(scope(), found, accountId);
    if (outcome) return { kind: 'read', outcome, more };
  } catch (error) {
    if (isPassingFault(error) || toAppError(error).kind === 'transient') {
      await giveBack(scope(), id).catch(() => undefined);
      throw error;
    }
    await noteFailure(scope(), found, error);
    return { kind: 'failed', id, error, more };
  }
  await giveBack(scope(), id);
  return { kind: 'busy' };
}

/** @returns undefined when another process reads for the account, or has read this one; then nothing was written */
async function read(
  outer: ChannelScope,
  callback: ClaimedCallback,
  accountId: string,
): Promise<TakenIn['outcome'] | undefined> {
  const elsewhere = new Error('read by another process');
  try {
    return await inTransaction(outer, async (tx) => {
      if (!(await holdInbox(tx, accountId))) return undefined;
      const taken = await takeIn(tx, channelOf(tx, callback.channel), callback);
      const written = await query(
        tx.em,
        `update inbound_callback set account_id = $2, outcome = $3, note = $4, try_at = null, read_at = $5, readings = 0
         where id = $1 and (outcome = 'kept' or try_at is not null) returning id`,
        [callback.id, taken.account_id, taken.outcome, taken.note, tx.clock.now()],
      );
      if (written.length === 0) throw elsewhere;
      return taken.outcome;
    });
  } catch (thrown) {
    if (thrown === elsewhere) return undefined;
    throw thrown;
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

async function noteFailure(scope: ChannelScope, callback: ClaimedCallback, error: unknown): Promise<void> {
  const now = scope.clock.now();
  const attempts = callback.attempts + 1;
  await query(
    scope.em,
    `update inbound_callback set outcome = 'failed', attempts = $2, try_at = $3, note = $4, read_at = $5, readings = 0
     where id = $1 and (outcome = 'kept' or try_at is not null)`,
    [callback.id, attempts, nextReading(attempts, now), wordsOf(error), now],
  );
}

/** Faults of the database quote what they choke on, which is somebody's words. */
function wordsOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return maskText(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown').slice(0, 300);
}

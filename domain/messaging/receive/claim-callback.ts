import { query, queryOne, withDates } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import type { ChannelScope, WriteScope } from '../messaging-scope.ts';
import type { Callback } from './take-in.ts';

/** A callback whose reading begins, by this count for the so-and-so-manieth time in a row that none came to an end. */
export interface ClaimedCallback extends Callback {
  readonly id: string;
  readonly channel: Channel;
  /** Readings that failed and said why. */
  readonly attempts: number;
  /** Readings that were begun, this one too. */
  readonly readings: number;
  /** Something of the account waits behind it. */
  readonly more: boolean;
}

type Row = { readonly [K in keyof ClaimedCallback]: ClaimedCallback[K] | null } & {
  readonly held: boolean;
  readonly waiting: number;
};

/**
 * Takes the account's oldest unread callback to be read, and counts that before anything of it is read, in a statement of its own:
 * the count stays when the process does not. It need not wait for the disk, for only a process may die of a callback.
 *
 * @returns `busy`: another process reads for the account just now
 */
export async function claimCallback(
  scope: ChannelScope,
  accountId: string,
): Promise<ClaimedCallback | 'nothing' | 'busy'> {
  const row = await queryOne<Row>(
    scope.em,
    `with inbox as materialized (
       select pg_try_advisory_xact_lock(hashtextextended('inbox:' || $1, 0)) as held, set_config('synchronous_commit', 'off', true)),
     unread as materialized (
       select id, seq from inbound_callback
       where account_id = $1::uuid and (outcome = 'kept' or try_at <= $2) order by seq limit 2),
     claimed as (
       update inbound_callback c set readings = c.readings + 1
       from (select id from unread order by seq limit 1) head, inbox
       where c.id = head.id and inbox.held and (c.outcome = 'kept' or c.try_at <= $2)
       returning c.id, c.account_id, c.purpose, c.content_type, c.body, c.received_at, c.attempts, c.readings)
     select inbox.held, (select count(*)::int from unread) as waiting, c.*, a.channel, (select count(*) > 1 from unread) as more
     from inbox left join claimed c on true left join channel_account a on a.id = c.account_id`,
    [accountId, scope.clock.now()],
  );
  if (!row!.held) return 'busy';
  if (row!.waiting === 0) return 'nothing';
  // Another one read it between the look and the lock.
  if (row!.id === null) return 'busy';
  return withDates(row as unknown as ClaimedCallback, 'received_at');
}

/** The reading did not take place, and not because of the callback. */
export async function giveBack(scope: Pick<WriteScope, 'em'>, id: string): Promise<void> {
  await query(scope.em, 'update inbound_callback set readings = greatest(readings - 1, 0) where id = $1', [id]);
}

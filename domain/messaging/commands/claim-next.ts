import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { authorizeSend } from '../policy/authorize-send.ts';
import { readCommands, type CommandRow } from './command-row.ts';
import { followDecision } from './queue-command.ts';
import { readSendFacts } from './read-send-facts.ts';
import type { SenderLease } from './sender-lease.ts';
import { SENDER_LEASE_MS } from './sender-lease.ts';
import { track } from './track.ts';

/** The next thing for a sender to do. */
export type Claim =
  | { readonly kind: 'send'; readonly row: CommandRow }
  /** The policy spoke against it: it stands elsewhere now. */
  | { readonly kind: 'passed_over' }
  /** The account's pace allows the next one only then. */
  | { readonly kind: 'paced'; readonly until: Date }
  | { readonly kind: 'nothing' }
  /** Another process sends for this account now. */
  | { readonly kind: 'lost' };

/**
 * Takes the account's next due command: the first lane first, in each conversation in the order of arrival. A command waits
 * behind an earlier one of its conversation that is under way or unclear, unless that one belongs to a later lane.
 */
export async function claimNext(outer: ChannelScope, lease: SenderLease): Promise<Claim> {
  return await inTransaction(outer, async (scope) => {
    const now = scope.clock.now();
    const account = await queryOne<{ next_send_at: string | null }>(
      scope.em,
      `update channel_account set sender_until = $3 where id = $1 and sender_token = $2 returning next_send_at`,
      [lease.account_id, lease.token, new Date(now.getTime() + SENDER_LEASE_MS)],
    );
    if (!account) return { kind: 'lost' };
    const row = await nextDue(scope, lease.account_id, now);
    if (!row) return { kind: 'nothing' };
    const paced = account.next_send_at ? new Date(account.next_send_at) : now;
    if (paced > now) return { kind: 'paced', until: paced };
    const decision = authorizeSend(await readSendFacts(scope, row));
    if (decision.verdict !== 'send') {
      await followDecision(scope, row, decision);
      return { kind: 'passed_over' };
    }
    return { kind: 'send', row: await begin(scope, row, now) };
  });
}

/**
 * Commands (alias `c`) that nothing in their conversation stands before; `$1` the account, `$2` now. One account sends in
 * order by itself; behind what another account was given one waits for a minute, not until it is certain.
 */
const FREE = `c.account_id = $1 and c.status = 'waiting' and c.run_at <= $2 and not exists (
  select 1 from robot_command_queue e
  where e.conversation_id = c.conversation_id and e.id <> c.id and e.lane <= c.lane
    and (e.status in ('sending', 'timeout') and e.needs_person_at is null
      or e.status = 'accepted' and e.account_id <> c.account_id and e.sent_from > $2::timestamptz - interval '60 seconds'
      or e.status = 'waiting' and e.run_at <= $2 and e.seq < c.seq))`;

async function nextDue(scope: ChannelScope, accountId: string, now: Date): Promise<CommandRow | undefined> {
  const order = 'order by c.lane, c.run_at, c.seq limit 1 for update of c skip locked';
  return (await readCommands(scope, `where ${FREE} ${order}`, [accountId, now]))[0];
}

/** Whether something of the account could be sent now; when its pace allows it next. */
export async function nextFree(
  scope: Pick<ChannelScope, 'em' | 'clock'>,
  accountId: string,
): Promise<{ readonly at: Date } | null> {
  const now = scope.clock.now();
  const row = await queryOne<{ next_send_at: string | null }>(
    scope.em,
    `select a.next_send_at from channel_account a where a.id = $1 and exists (select 1 from robot_command_queue c where ${FREE})`,
    [accountId, now],
  );
  if (!row) return null;
  const paced = row.next_send_at ? new Date(row.next_send_at) : now;
  return { at: paced > now ? paced : now };
}

/** From here on the command may have left: whoever finds it later asks before trying again. */
async function begin(scope: ChannelScope, row: CommandRow, now: Date): Promise<CommandRow> {
  const { limits } = channelOf(scope, row.channel);
  const pause = Math.max(limits.pause_ms, limits.pause_ms_of?.[row.command.kind] ?? 0);
  await query(
    scope.em,
    `update robot_command_queue set status = 'sending', attempts = attempts + 1, token = token + 1, lease_until = $2, check_at = $2,
       sent_from = $3, sent_to = null, notes = '[]', updated_at = $3 where id = $1`,
    [row.id, new Date(now.getTime() + SENDER_LEASE_MS), now],
  );
  await query(
    scope.em,
    `update channel_account set next_send_at = $2::timestamptz + greatest(coalesce(pause_ms, 0), $3) * interval '1 millisecond' where id = $1`,
    [row.account_id, now, pause],
  );
  const begun: CommandRow = {
    ...row,
    status: 'sending',
    attempts: row.attempts + 1,
    token: row.token + 1,
    sent_from: now,
    sent_to: null,
  };
  await track(scope, begun, 'sending', {});
  return begun;
}

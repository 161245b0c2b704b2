import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { askStates } from '../accounts/ask-states.ts';
import { toChannelAccount } from '../accounts/to-channel-account.ts';
import type { LookUp } from '../channel.port.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { applyLookUp } from './apply-look-up.ts';
import { lockCommand, readCommands, type CommandRow } from './command-row.ts';
import type { SenderOptions } from './send-due.ts';
import { SEND_TIMEOUT_MS } from './sender-lease.ts';
import { tellChange } from './settle-command.ts';
import { track } from './track.ts';
import { wakeSender } from './wake-sender.ts';

const BATCH = 200;

/**
 * Looks after what nobody reported: attempts whose sender died become unclear, what is unclear or only accepted is asked
 * about at the vendor, and accounts with something due get a sender. Runs every minute, and when a person asks for it.
 */
export async function checkDue(options: SenderOptions, only?: string): Promise<void> {
  await giveUpSenders(options.scope());
  for (const row of await dueChecks(options.scope(), only)) {
    if (options.signal.aborted) return;
    const found = await ask(options.scope(), row);
    await inTransaction(options.scope(), async (scope) => await applyLookUp(scope, row, found));
  }
  await askStates(options.scope, options.signal);
  await wakeWaiting(options.scope());
}

/**
 * An attempt without an outcome after its time: the process died between the call and its record. A call cannot outlast the
 * lease, so the lease's end bounds when it may have arrived; without that bound no vendor could ever say «never had it».
 */
async function giveUpSenders(outer: ChannelScope): Promise<void> {
  const now = outer.clock.now();
  const lost = await query<{ id: string }>(
    outer.em,
    `select id from robot_command_queue where status = 'sending' and check_at <= $1 order by check_at limit ${BATCH}`,
    [now],
  );
  for (const { id } of lost)
    await inTransaction(outer, async (scope) => {
      const row = await lockCommand(scope, id);
      if (row?.status !== 'sending') return;
      await query(
        scope.em,
        `update robot_command_queue set status = 'timeout', token = token + 1, sent_to = coalesce(sent_to, lease_until), lease_until = null, check_at = $2, updated_at = $2
         where id = $1 and lease_until <= $2`,
        [id, now],
      );
      await track(scope, row, 'unknown', { cause: 'the sender ended before it could write the outcome' });
      tellChange(scope, id, 'timeout');
    });
}

async function dueChecks(scope: ChannelScope, only: string | undefined): Promise<CommandRow[]> {
  return await readCommands(
    scope,
    `where c.status in ('accepted', 'timeout') and (c.check_at <= $1 and $2::uuid is null or c.id = $2)
     order by c.check_at limit ${BATCH}`,
    [scope.clock.now(), only ?? null],
  );
}

async function ask(scope: ChannelScope, row: CommandRow): Promise<LookUp> {
  const account = await toChannelAccount(scope, row.account_id);
  const now = scope.clock.now();
  const sent = {
    command: row.command,
    vendor_id: row.vendor_id,
    from: row.sent_from ?? now,
    to: row.sent_to ?? now,
  };
  return await channelOf(scope, row.channel).lookUp(account, sent, AbortSignal.timeout(SEND_TIMEOUT_MS));
}

/** The safety net under every wake-up. */
async function wakeWaiting(scope: ChannelScope): Promise<void> {
  const now = scope.clock.now();
  const accounts = await query<{ account_id: string }>(
    scope.em,
    `select distinct c.account_id from robot_command_queue c join channel_account a on a.id = c.account_id
     where c.status = 'waiting' and c.run_at <= $1 and (a.sender_until is null or a.sender_until <= $1)
       and (a.next_send_at is null or a.next_send_at <= $1)`,
    [now],
  );
  for (const { account_id } of accounts) await wakeSender(scope, account_id, now);
}

import { query } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { inTransaction } from '../../in-transaction.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { noteAccountState } from './note-account-state.ts';
import { toChannelAccount } from './to-channel-account.ts';

/** Accounts asked about in one go. */
const MOST = 50;
const ASK_TIMEOUT_MS = 10_000;

/**
 * Asks the vendors about accounts that are said to be offline while something waits for them: the report that they are back
 * may never have come. An unclear answer changes nothing.
 */
export async function askStates(scopeOf: () => ChannelScope, signal: AbortSignal): Promise<void> {
  const waiting = await query<{ id: string; channel: Channel }>(
    scopeOf().em,
    `select a.id, a.channel from channel_account a where a.state = 'offline' and a.paused_at is null
       and exists (select 1 from robot_command_queue c where c.account_id = a.id and c.status = 'waiting')
     order by a.state_at nulls first limit ${MOST}`,
  );
  await askAccounts(scopeOf, waiting, signal);
}

/** Asks the vendors about these accounts, and notes which of them are back. */
export async function askAccounts(
  scopeOf: () => ChannelScope,
  accounts: ReadonlyArray<{ readonly id: string; readonly channel: Channel }>,
  signal: AbortSignal,
): Promise<void> {
  for (const { id, channel } of accounts) {
    if (signal.aborted) return;
    const scope = scopeOf();
    const account = await toChannelAccount(scope, id);
    const state = await channelOf(scope, channel).online(account, AbortSignal.timeout(ASK_TIMEOUT_MS));
    if (state !== 'online') continue;
    await inTransaction(scope, async (unit) => await noteAccountState(unit, id, { state, cause: '主动查询' }));
  }
}

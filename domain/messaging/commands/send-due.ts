import { inTransaction } from '../../in-transaction.ts';
import { toChannelAccount } from '../accounts/to-channel-account.ts';
import type { SendOutcome } from '../channel.port.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { applyOutcome } from './apply-outcome.ts';
import { claimNext, nextFree } from './claim-next.ts';
import type { CommandRow } from './command-row.ts';
import { noteAccountHealth } from './note-account-health.ts';
import { releaseSender, SEND_TIMEOUT_MS, SENDER_LEASE_MS, takeSender, type SenderLease } from './sender-lease.ts';
import { wakeSender } from './wake-sender.ts';

/** Each unit of work of a sender has an entity manager of its own; nothing is held over a call to a vendor. */
export interface SenderOptions {
  readonly scope: () => ChannelScope;
  readonly signal: AbortSignal;
}

/**
 * Sends what is due at an account, one after the other, until nothing is due or its pace says later. Another process that
 * sends for the account already will find what this one was woken for.
 */
export async function sendDue(options: SenderOptions, accountId: string): Promise<void> {
  const lease = await takeSender(options.scope(), accountId);
  if (!lease) return;
  try {
    while (!options.signal.aborted && (await sendOne(options, lease)));
  } finally {
    await releaseSender(options.scope(), lease);
  }
  await wakeForTheRest(options.scope(), accountId);
}

/** @returns whether to go on at once */
async function sendOne(options: SenderOptions, lease: SenderLease): Promise<boolean> {
  const claimedAt = performance.now();
  const claim = await claimNext(options.scope(), lease);
  if (claim.kind === 'passed_over') return true;
  if (claim.kind !== 'send') return false;
  const outcome = await attempt(options, claim.row, claimedAt);
  await inTransaction(options.scope(), async (scope) => {
    await applyOutcome(scope, claim.row, outcome);
    await noteAccountHealth(scope, lease.account_id, outcome);
  });
  return true;
}

async function attempt(options: SenderOptions, row: CommandRow, claimedAt: number): Promise<SendOutcome> {
  const scope = options.scope();
  const account = await toChannelAccount(scope, row.account_id);
  // A process that was stopped meanwhile may have lost the command to another one: it sends nothing.
  if (performance.now() - claimedAt > SENDER_LEASE_MS - SEND_TIMEOUT_MS)
    return { state: 'unknown', cause: 'the sender was held up before the call' };
  return await channelOf(scope, row.channel).send(account, row.command, AbortSignal.timeout(SEND_TIMEOUT_MS));
}

/** What became due while this sender was letting go, or is due by the pace, gets a sender again. */
async function wakeForTheRest(scope: ChannelScope, accountId: string): Promise<void> {
  const next = await nextFree(scope, accountId);
  if (next) await wakeSender(scope, accountId, next.at);
}

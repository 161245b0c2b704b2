import { queryOne } from '../../../db/query.ts';
import type { CallbackOutcome } from '../../../kernel/contracts/messaging.ts';
import { noteAccountState } from '../accounts/note-account-state.ts';
import { toChannelAccount } from '../accounts/to-channel-account.ts';
import type { ChannelPort } from '../channel.port.ts';
import { noteReport } from '../commands/note-report.ts';
import type { Inbound, Unreadable } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { noteParticulars } from './note-particulars.ts';
import { noteRecall } from './note-recall.ts';
import { receiveFriend } from './receive-friend.ts';
import { receiveMessage } from './receive-message.ts';

/** A callback as it came. */
export interface Callback {
  readonly account_id: string;
  readonly purpose: string;
  readonly content_type: string | null;
  readonly body: Uint8Array;
  readonly received_at: Date;
}

type Outcome = Exclude<CallbackOutcome, 'kept' | 'failed'>;

/** What a callback turned out to be: for which account, what it changed, and why when it changed nothing. */
export interface TakenIn {
  readonly account_id: string;
  readonly outcome: Outcome;
  readonly note: string | null;
}

/**
 * Reads a callback and takes in what it says, in the transaction of the caller. What it contains does not make this fail:
 * what cannot be read is said so.
 *
 * @throws AppError `messaging.account_not_found`
 */
export async function takeIn(
  scope: WriteScope,
  port: Pick<ChannelPort, 'name' | 'read' | 'accountIn'>,
  callback: Callback,
): Promise<TakenIn> {
  const account = await toChannelAccount(scope, await accountOf(scope, port, callback));
  const { events } = port.read({ ...callback, account });
  const outcomes: Outcome[] = [];
  for (const event of events) outcomes.push(await take(scope, account.id, event, callback.received_at));
  return { account_id: account.id, outcome: worth(outcomes), note: noteOf(events) };
}

/** Where one address serves several accounts, the body says which; one we do not know stays with the address's own. */
async function accountOf(
  scope: Pick<WriteScope, 'em'>,
  port: Pick<ChannelPort, 'name' | 'accountIn'>,
  callback: Callback,
): Promise<string> {
  const named = port.accountIn?.(callback) ?? null;
  if (named === null) return callback.account_id;
  const row = await queryOne<{ id: string }>(
    scope.em,
    'select id from channel_account where channel = $1 and external_id = $2',
    [port.name, named],
  );
  return row?.id ?? callback.account_id;
}

async function take(scope: WriteScope, accountId: string, event: Inbound | Unreadable, at: Date): Promise<Outcome> {
  switch (event.kind) {
    case 'message':
      return await receiveMessage(scope, accountId, event, at);
    case 'result':
      await noteReport(scope, accountId, event);
      return 'taken';
    case 'account_state':
      await noteAccountState(scope, accountId, event);
      return 'taken';
    case 'friend_added':
    case 'friend_requested':
    case 'friend_removed':
      return await receiveFriend(scope, accountId, event, at);
    case 'contact_changed':
    case 'group_changed':
      return await noteParticulars(scope, accountId, event, at);
    case 'recalled':
      return await noteRecall(scope, accountId, event, at);
    case 'nothing':
      return 'nothing';
    case 'unreadable':
      return 'unreadable';
  }
}

/** A callback counts as the best of what was in it. */
function worth(outcomes: readonly Outcome[]): Outcome {
  return (['taken', 'unreadable', 'repeated', 'nothing'] as const).find((one) => outcomes.includes(one)) ?? 'nothing';
}

function noteOf(events: readonly (Inbound | Unreadable)[]): string | null {
  const words = events.flatMap((event) => (event.kind === 'unreadable' || event.kind === 'nothing' ? [event.why] : []));
  return words.length === 0 ? null : words.join('; ').slice(0, 300);
}

import { query, queryOne } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { noteAccountState } from '../accounts/note-account-state.ts';
import { toChannelAccount } from '../accounts/to-channel-account.ts';
import type { ChannelPort } from '../channel.port.ts';
import { noteReport } from '../commands/note-report.ts';
import type { Inbound, Unreadable } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { receiveFriend } from './receive-friend.ts';
import { receiveMessage } from './receive-message.ts';
import { noteParticulars } from './note-particulars.ts';
import { noteRecall } from './note-recall.ts';

export interface Callback {
  readonly account_id: string;
  readonly purpose: string;
  readonly content_type: string | null;
  readonly body: Uint8Array;
  /** When it came, where that was not just now. */
  readonly received_at?: Date;
}

type Outcome = 'taken' | 'repeated' | 'nothing' | 'unreadable';

/**
 * Takes in one callback: its raw body, what it says and the signals for the rooms, all in one transaction. Nothing it
 * contains makes this fail: what cannot be read is kept and said so. A failure of the database does, and the vendor may
 * send again.
 *
 * @throws AppError `messaging.account_not_found`
 */
export async function receiveCallback(
  outer: WriteScope,
  port: Pick<ChannelPort, 'name' | 'read' | 'accountIn'>,
  callback: Callback,
): Promise<Outcome> {
  const receivedAt = callback.received_at ?? outer.clock.now();
  const account = await toChannelAccount(outer, await accountOf(outer, port, callback));
  const { events } = port.read({ ...callback, received_at: receivedAt, account });
  return await inTransaction(outer, async (scope) => {
    const id = newId();
    const outcomes: Outcome[] = [];
    for (const event of events) outcomes.push(await take(scope, account.id, event, receivedAt));
    const outcome = worth(outcomes);
    await query(
      scope.em,
      `insert into inbound_callback (id, account_id, purpose, content_type, body, received_at, outcome, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        account.id,
        callback.purpose.slice(0, 40),
        callback.content_type?.slice(0, 100) ?? null,
        Buffer.from(callback.body),
        receivedAt,
        outcome,
        noteOf(events),
      ],
    );
    return outcome;
  });
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

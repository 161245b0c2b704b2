import { query, queryOne } from '../../../db/query.ts';
import { lockCommand } from '../commands/command-row.ts';
import { settle } from '../commands/settle-command.ts';
import type { InboundMessage } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** An echo belongs to something sent not longer ago than this. */
const ECHO_MS = 10 * 60_000;

interface Place {
  readonly accountId: string;
  readonly conversationId: string;
}

/**
 * Whether a message of one of our accounts is what we sent through the queue: the channel echoes it to its account, and
 * reports it to every other account of the group. An echo also answers an open question: a command nobody had confirmed is
 * done then. Anything else was written by hand.
 */
export async function isEcho(scope: WriteScope, place: Place, message: InboundMessage, at: Date): Promise<boolean> {
  const since = new Date(at.getTime() - ECHO_MS);
  if (await isKept(scope, place, message, since)) return true;
  const open = await queryOne<{ id: string; account_id: string }>(
    scope.em,
    `select id, account_id from robot_command_queue
     where conversation_id = $2 and status in ('sending', 'accepted', 'timeout') and sent_from >= $5
       and (account_id = $1 and vendor_id = $3 or command ->> 'text' = $4)
     order by seq limit 1`,
    [place.accountId, place.conversationId, message.vendor_id, message.raw_text, since],
  );
  const row = open ? await lockCommand(scope, open.id) : undefined;
  if (!row) return false;
  // An attempt under way is settled by its own outcome; the echo only proves that this is not a colleague.
  if (row.status === 'sending') return true;
  await settle(scope, row, {
    status: 'completed',
    vendor_id: row.account_id === place.accountId ? message.vendor_id : null,
    at: message.sent_at,
    details: { by: 'echo' },
  });
  return true;
}

/** What was settled before its echo came: found by the vendor's id, or by the text, for some vendors give a command and its message two ids. */
async function isKept(scope: WriteScope, place: Place, message: InboundMessage, since: Date): Promise<boolean> {
  const [kept] = await query<{ id: string; account_id: string; vendor_id: string | null }>(
    scope.em,
    `select id, account_id, vendor_id from channel_message
     where conversation_id = $2 and direction = 'out' and command_id is not null and received_at >= $5
       and (account_id = $1 and vendor_id = $3 or text = $4) order by received_at limit 1`,
    [place.accountId, place.conversationId, message.vendor_id, message.raw_text, since],
  );
  if (!kept) return false;
  if (kept.account_id === place.accountId && kept.vendor_id === null && message.vendor_id)
    await query(scope.em, 'update channel_message set vendor_id = $2 where id = $1', [kept.id, message.vendor_id]);
  return true;
}

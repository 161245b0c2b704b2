import { query, queryOne } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { newId } from '../../../kernel/ids.ts';
import type { InboundMessage } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { messageReceived } from '../signals.ts';
import { isEcho } from './is-echo.ts';
import { isOurs } from './is-ours.ts';
import { joinTwin, rememberTwin, twinKeyOf } from './join-twin.ts';
import { messagePriority } from './message-priority.ts';
import { placeInGroup } from './place-in-group.ts';
import { placeConversation } from './place-conversation.ts';
import { placePerson } from './place-person.ts';
import { seenBefore } from './seen-before.ts';

/** Characters of a text that are kept. */
const LONGEST_TEXT = 10_000;

/**
 * Takes one message in, once: a repeated report and the report of a second account in the same group add nothing, and what
 * we sent ourselves is recognised. Tells `messageReceived` for what is new.
 */
export async function receiveMessage(
  scope: WriteScope,
  accountId: string,
  message: InboundMessage,
  at: Date,
): Promise<'taken' | 'repeated'> {
  if (await seenBefore(scope, accountId, message.source_id.slice(0, 200), at, message.same_within_ms))
    return 'repeated';
  const account = await queryOne<{ id: string; channel: Channel }>(
    scope.em,
    'select id, channel from channel_account where id = $1',
    [accountId],
  );
  const conversationId = await placeConversation(scope, account!, message.conversation, at);
  const own = await isOurs(scope, conversationId, message);
  if (own && (await isEcho(scope, { accountId, conversationId }, message, at))) return 'repeated';
  const twin = twinKeyOf(conversationId, message);
  if (twin && (await joinTwin(scope, twin, accountId, at, message.same_within_ms))) return 'repeated';
  const personId = own ? null : await placePerson(scope, account!.channel, conversationId, message.sender, at);
  const id = newId();
  await insert(scope, { id, conversationId, accountId, personId, own }, message, at);
  if (twin) await rememberTwin(scope, twin, id, accountId, at);
  await noteInConversation(scope, { conversationId, personId, own }, message, at);
  const role = await placeInGroup(scope, { conversationId, personId, own }, message, at);
  await scope.jobs.tell(
    scope.em,
    messageReceived,
    { message_id: id, conversation_id: conversationId, own },
    { priority: messagePriority(role) },
  );
  scope.events.publish('messaging.message', { id, conversationId });
  return 'taken';
}

interface Place {
  readonly id: string;
  readonly conversationId: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly own: boolean;
}

async function insert(scope: WriteScope, place: Place, message: InboundMessage, at: Date): Promise<void> {
  await query(
    scope.em,
    `insert into channel_message (id, conversation_id, account_id, person_id, direction, kind, text, raw_text, mentions_account,
       mentioned_ids, quoted, vendor_id, sent_at, received_at, sequence)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      place.id,
      place.conversationId,
      place.accountId,
      place.personId,
      place.own ? 'out' : 'in',
      message.message_kind,
      storable(message.text),
      storable(message.raw_text),
      message.mentions_account,
      message.mentioned_ids.slice(0, 200).map((id) => storable(id).slice(0, 200)),
      message.quoted ? JSON.stringify({ ...message.quoted, text: storable(message.quoted.text) }) : null,
      message.vendor_id?.slice(0, 200) ?? null,
      message.sent_at ?? at,
      at,
      message.sequence,
    ],
  );
}

/** PostgreSQL keeps no NUL in a text. */
function storable(text: string): string {
  return text.replaceAll('\0', '').slice(0, LONGEST_TEXT);
}

/** The newest moment of the conversation, and in a conversation of two who the other one is. */
async function noteInConversation(
  scope: WriteScope,
  place: Pick<Place, 'conversationId' | 'personId' | 'own'>,
  message: InboundMessage,
  at: Date,
): Promise<void> {
  await query(
    scope.em,
    `update channel_conversation set last_message_at = greatest(last_message_at, $2),
       last_inbound_at = case when $3 then last_inbound_at else greatest(last_inbound_at, $2) end,
       person_id = case when kind = 'person' then coalesce($4::uuid, person_id) else person_id end where id = $1`,
    [place.conversationId, message.sent_at ?? at, place.own, place.personId],
  );
}

import type { ChannelMessageKind } from '../../../kernel/contracts/messaging.ts';
import { z } from 'zod';
import type { RawCallback } from '../../../domain/messaging/channel.port.ts';
import type { Conversation, Inbound, InboundMessage, Unreadable } from '../../../domain/messaging/inbound.ts';
import { hashId } from '../wire/hash-id.ts';
import { cleanText, WireFlag, WireId, WireInt, WireText } from '../wire/wire-values.ts';

/**
 * How long an equal report means the same message. There is no id one could rely on and no time, so a person who writes the
 * same words twice within it is heard once, and robots that report one group message further apart are two messages.
 */
const SAME_WITHIN_MS = 30_000;

const Message = z.object({
  spoken: WireText,
  rawSpoken: WireText,
  receivedName: WireText,
  groupName: WireText,
  groupRemark: WireText,
  roomType: WireInt,
  atMe: WireFlag,
  textType: WireInt,
  /** Newer builds only; may be empty, or the same for different messages. */
  messageId: WireId,
  type: WireInt,
  friendName: WireText,
});
type Message = z.output<typeof Message>;

/** `textType` of the documentation and of the robot's source. */
const KINDS: Readonly<Record<number, ChannelMessageKind>> = {
  0: 'other',
  1: 'text',
  2: 'image',
  3: 'voice',
  4: 'card',
  5: 'video',
  6: 'location',
  7: 'mini_program',
  8: 'link',
  9: 'file',
  10: 'system',
  11: 'link',
  12: 'other',
  13: 'record',
  14: 'other',
  15: 'quote',
  16: 'system',
  17: 'video',
  18: 'video',
};
/** Their words are what was sent; for the rest `spoken` is at most a placeholder of the robot's. */
const WITH_WORDS: ReadonlySet<ChannelMessageKind> = new Set([
  'text',
  'quote',
  'link',
  'file',
  'mini_program',
  'system',
  'other',
]);

/** A message somebody wrote, or a friend added (`textType` 22 with `type` 105). */
export function readMessageCallback(fields: Readonly<Record<string, unknown>>, raw: RawCallback): Inbound | Unreadable {
  const parsed = Message.safeParse(fields);
  if (!parsed.success) return { kind: 'unreadable', why: 'fields of the wrong type' };
  const message = parsed.data;
  if (message.textType === 22 && message.type === 105) return friendAdded(message, raw);
  if (message.textType === null && message.rawSpoken === '' && message.spoken === '')
    return Object.hasOwn(fields, 'rawSpoken') || Object.hasOwn(fields, 'receivedName')
      ? { kind: 'unreadable', why: 'a message without words and without a kind' }
      : { kind: 'nothing', why: 'the address was tried' };
  const sender = nameOf(message.receivedName);
  if (sender === null) return { kind: 'unreadable', why: 'no sender' };
  return toMessage(message, sender, raw);
}

function toMessage(message: Message, sender: string, { account }: RawCallback): InboundMessage | Unreadable {
  const conversation = conversationOf(message, sender);
  if (conversation === null) return { kind: 'unreadable', why: 'a group without a name' };
  const kind = KINDS[message.textType ?? 0] ?? 'other';
  const whole = message.rawSpoken || message.spoken;
  return {
    kind: 'message',
    source_id: hashId(
      account.external_id,
      message.roomType,
      conversation.id,
      sender,
      message.textType,
      whole,
      message.messageId,
    ),
    same_within_ms: SAME_WITHIN_MS,
    twin_key: twinKey(message, sender, whole),
    conversation,
    sender: { id: sender, name: sender, stable: false },
    // By name, since there is nothing else: a member who takes the robot's name is not answered, which is better than a loop.
    own: account.own_id !== null && account.own_id === sender,
    message_kind: kind,
    text: WITH_WORDS.has(kind) ? cleanText(message.spoken || message.rawSpoken).trim() : '',
    raw_text: cleanText(whole),
    mentions_account: message.atMe,
    mentioned_ids: [],
    quoted: null,
    vendor_id: message.messageId,
    sent_at: null,
    sequence: null,
  };
}

/**
 * Robots see a group under its own title, so that counts and not the remark each robot gave it. A sender whom one robot's
 * account has remarked goes by another name there: then the twin is not known as one. Never for people: their words to
 * two robots are two messages.
 */
function twinKey(message: Message, sender: string, whole: string): string | null {
  const group = nameOf(message.groupName);
  if (group === null || !isGroup(message, sender)) return null;
  return hashId('twin', message.roomType, group, sender, message.textType, whole);
}

function conversationOf(message: Message, sender: string): Conversation | null {
  const internal = message.roomType === null || message.roomType === 0 ? null : message.roomType >= 3;
  if (!isGroup(message, sender)) return { kind: 'person', id: sender, name: sender, stable: false, internal };
  // Commands find a group by its remark first.
  const name = nameOf(message.groupRemark) ?? nameOf(message.groupName);
  return name === null ? null : { kind: 'group', id: name, name, stable: false, internal };
}

/** Private chats have no group name, or the person's own. */
function isGroup({ roomType, groupName, groupRemark }: Message, sender: string): boolean {
  if (roomType === 1 || roomType === 3) return true;
  if (roomType === 2 || roomType === 4) return false;
  const name = nameOf(groupRemark) ?? nameOf(groupName);
  return name !== null && name !== sender;
}

function friendAdded(message: Message, { account }: RawCallback): Inbound | Unreadable {
  const name = nameOf(message.friendName) ?? nameOf(message.receivedName);
  if (name === null) return { kind: 'unreadable', why: 'a new friend without a name' };
  return {
    kind: 'friend_added',
    source_id: hashId(account.external_id, 'friend', name),
    same_within_ms: SAME_WITHIN_MS,
    person: { id: name, name, stable: false },
    greeting: null,
    token: null,
  };
}

function nameOf(text: string): string | null {
  const name = cleanText(text, 200).trim();
  return name === '' ? null : name;
}

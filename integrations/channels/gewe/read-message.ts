import type { Conversation, Inbound, InboundMessage, Sender, Unreadable } from '../../../domain/messaging/inbound.ts';
import { hashId } from '../wire/hash-id.ts';
import { cleanText } from '../wire/wire-values.ts';
import type { GeweMessage } from './normalise-callback.ts';
import { readContent, type Content } from './read-content.ts';
import { readFriendAdded, readFriendRequest, readSystemNotice } from './read-system.ts';

const STATE_SYNC = 51;
const FRIEND_REQUEST = 37;
const NOTICE = 10_002;

export function isGroupId(id: string): boolean {
  return id.endsWith('@chatroom');
}

/** A message, or what one of the numbers reserved for other things tells. */
export function readMessage(message: GeweMessage, knownOwnId: string | null): (Inbound | Unreadable)[] {
  const ownId = knownOwnId ?? message.ownId;
  const { conversation, senderId, content } = placeOf(message, ownId);
  if (message.code === STATE_SYNC) return [{ kind: 'nothing', why: 'the state of another device' }];
  if (message.code === FRIEND_REQUEST)
    return [readFriendRequest(message, content) ?? { kind: 'unreadable', why: 'a friend request without a person' }];
  const sender = { id: senderId, name: nameIn(message.pushContent) ?? senderId, stable: true };
  if (message.code === NOTICE) return readNotice(message, conversation, sender, content, ownId);
  const read = readContent(message.code, content);
  if (read === null) return [{ kind: 'nothing', why: 'a file that is still being sent' }];
  const added = read.kind === 'system' ? readFriendAdded(message, conversation, content) : null;
  const whole = toInbound(message, conversation, sender, read, content, ownId);
  return added ? [whole, added] : [whole];
}

interface Place {
  readonly conversation: Conversation;
  readonly senderId: string;
  readonly content: string;
}

/** In groups the sender stands before the words, `wxid:\nwords`, except in one's own and in notices. */
function placeOf(message: GeweMessage, ownId: string): Place {
  const own = message.own || message.from === ownId;
  const chat = own ? message.to : message.from;
  const group = isGroupId(message.from) ? message.from : isGroupId(chat) ? chat : null;
  if (group === null) return { conversation: personOf(chat), senderId: message.from, content: message.content };
  const conversation: Conversation = { kind: 'group', id: group, name: group, stable: true, internal: null };
  const before = /^([\w@.-]{1,100}):\n/.exec(message.content);
  if (!before) return { conversation, senderId: own ? ownId : message.from, content: message.content };
  return { conversation, senderId: before[1]!, content: message.content.slice(before[0].length) };
}

function personOf(id: string): Conversation {
  return { kind: 'person', id, name: id, stable: true, internal: null };
}

function readNotice(
  message: GeweMessage,
  conversation: Conversation,
  sender: Sender,
  content: string,
  ownId: string,
): Inbound[] {
  const notice = readSystemNotice(content);
  if (notice.type === 'nothing') return [{ kind: 'nothing', why: notice.why }];
  if (notice.type === 'recall') return [{ kind: 'recalled', conversation, vendor_id: notice.recalled }];
  return [
    toInbound(message, conversation, sender, { kind: 'system', text: notice.text, quoted: null }, content, ownId),
  ];
}

function toInbound(
  message: GeweMessage,
  conversation: Conversation,
  sender: Sender,
  read: Content,
  content: string,
  ownId: string,
): InboundMessage {
  const own = message.own || sender.id === ownId;
  const mentions = message.mentioned.includes(ownId);
  return {
    kind: 'message',
    source_id: message.id,
    same_within_ms: null,
    twin_key: twinKey(message, conversation, sender, content),
    conversation,
    sender,
    own,
    message_kind: read.kind,
    text: mentions && message.mentioned.length === 1 ? withoutMention(read.text) : read.text,
    raw_text: cleanText(content),
    mentions_account: mentions,
    mentioned_ids: message.mentioned,
    quoted: read.quoted,
    vendor_id: message.newMsgId,
    sent_at: momentOf(message.createTime),
    sequence: message.sequence,
  };
}

/**
 * Whether members of a group are told one NewMsgId is not documented, so a twin is known by what all of them see: group,
 * sender, the server's second, kind and content. Equal words of one person in one second share a key. Pictures are told by
 * their XML; where its keys differ between accounts the twin is not known as one.
 */
function twinKey(message: GeweMessage, conversation: Conversation, sender: Sender, content: string): string | null {
  if (conversation.kind !== 'group' || message.createTime === null) return null;
  return hashId('twin', conversation.id, sender.id, message.createTime, message.code, content);
}

/** Seconds since 1970 up to the year 5138; nothing else is a time. */
function momentOf(seconds: number | null): Date | null {
  return seconds === null || seconds <= 0 || seconds > 1e11 ? null : new Date(seconds * 1000);
}

/** `朝夕。 : 123` names who wrote; other notices do not. */
function nameIn(pushContent: string): string | null {
  const at = pushContent.slice(0, 300).indexOf(' : ');
  return at > 0 && at <= 64 ? cleanText(pushContent.slice(0, at), 64).trim() || null : null;
}

/** A mention ends with a four-per-em space; the only one there is must be the account's. */
function withoutMention(text: string): string {
  return text.replace(/@[^\u2005\n]{1,64}\u2005/u, '').trim();
}

import type { Conversation, Inbound } from '../../../domain/messaging/inbound.ts';
import { cleanText } from '../wire/wire-values.ts';
import type { GeweMessage } from './normalise-callback.ts';
import { readXml } from './read-xml.ts';

/** A request to become friends (`MsgType` 37). The token holds what accepting it takes. */
export function readFriendRequest(message: GeweMessage, content: string): Inbound | null {
  const root = readXml(content);
  const id = cleanText(root?.attribute('fromusername') ?? '', 200);
  if (!root || id === '') return null;
  const name = cleanText(root.attribute('fromnickname'), 200);
  const greeting = cleanText(root.attribute('content'), 500);
  const token = { v3: root.attribute('encryptusername'), v4: root.attribute('ticket'), scene: root.attribute('scene') };
  return {
    kind: 'friend_requested',
    source_id: `${message.id}:request`,
    same_within_ms: null,
    person: { id, name: name || id, stable: true },
    greeting: greeting === '' ? null : greeting,
    token: JSON.stringify(token),
  };
}

/** The notice a chat begins with; its words are not documented. */
const ADDED = /你已添加了(.{1,60}?)[，,].{0,10}可以开始聊天/u;

/** A new friend, told by the notice in the chat with them. */
export function readFriendAdded(message: GeweMessage, conversation: Conversation, content: string): Inbound | null {
  if (conversation.kind === 'group') return null;
  const added = ADDED.exec(content.slice(0, 500));
  if (!added) return null;
  return {
    kind: 'friend_added',
    source_id: `${message.id}:added`,
    same_within_ms: null,
    person: { id: conversation.id, name: cleanText(added[1]!.trim(), 200), stable: true },
    greeting: null,
    token: null,
  };
}

/** What `MsgType` 10002 tells: a recall, a pat, a notice in a group. */
export type SystemNotice =
  | { readonly type: 'recall'; readonly recalled: string }
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'nothing'; readonly why: string };

export function readSystemNotice(content: string): SystemNotice {
  const root = readXml(content);
  if (root?.name !== 'sysmsg') return { type: 'nothing', why: 'a system notice that cannot be read' };
  const recalled = root.find('revokemsg', 'newmsgid')?.text;
  if (recalled) return { type: 'recall', recalled: cleanText(recalled, 200) };
  const words =
    root.find('pat', 'template')?.text ??
    root.find('sysmsgtemplate', 'content_template', 'plain')?.text ??
    root.find('sysmsgtemplate', 'content_template', 'template')?.text ??
    '';
  return words === ''
    ? { type: 'nothing', why: 'a system notice without words' }
    : { type: 'words', text: cleanText(words, 2000) };
}

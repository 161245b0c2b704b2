import { hashId } from '../wire/hash-id.ts';
import { cleanText } from '../wire/wire-values.ts';
import { intOf, looseFields, textOf, type LooseFields } from './loose-fields.ts';
import { mentionedIn } from './read-xml.ts';

/** A message in the one form the rest reads, whichever generation of callbacks it came in. */
export interface GeweMessage {
  readonly type: 'message';
  /** NewMsgId as text; a hash of the rest where there is none. */
  readonly id: string;
  /** The vendor's id, for quoting and recalling. */
  readonly newMsgId: string | null;
  /** The numbers of `MsgType`. */
  readonly code: number;
  readonly from: string;
  readonly to: string;
  readonly own: boolean;
  readonly ownId: string;
  readonly content: string;
  readonly pushContent: string;
  readonly mentioned: readonly string[];
  /** Seconds since 1970. */
  readonly createTime: number | null;
  readonly sequence: number | null;
}

export type GeweEvent =
  | GeweMessage
  | { readonly type: 'changed'; readonly userName: string; readonly nickName: string; readonly remark: string }
  | { readonly type: 'removed'; readonly userName: string }
  | { readonly type: 'state'; readonly state: 'online' | 'offline'; readonly cause: string }
  | { readonly type: 'nothing'; readonly why: string }
  | { readonly type: 'unreadable'; readonly why: string };

export interface NormalisedCallback {
  readonly appId: string | null;
  readonly event: GeweEvent;
}

/** The flat form's words for what the nested form numbers. */
const FLAT_CODES: Readonly<Record<string, number>> = {
  TEXT: 1,
  IMAGE: 3,
  VOICE: 34,
  CARD: 42,
  VIDEO: 43,
  EMOJI: 47,
  LOCATION: 48,
  APPMSG: 49,
  LINK: 49,
  FILE: 49,
  SYSTEM: 10_000,
};
const FLAT_STATES: Readonly<Record<string, 'online' | 'offline'>> = {
  LOGOUT: 'offline',
  LOGIN_ERROR: 'offline',
  RECONNECT_FAIL: 'offline',
  LOGIN_SUCCESS: 'online',
  RECONNECT_SUCCESS: 'online',
};
/** What is neither in the table nor a number: kept as a message of a kind we do not know. */
const OTHER = -1;

/** Both generations of callbacks, and the spellings of the builds, in one form. Never throws. */
export function normaliseCallback(body: Readonly<Record<string, unknown>>): NormalisedCallback {
  const fields = looseFields(body);
  const appId = idOf(fields.get('Appid'));
  if (fields.has('testMsg')) return { appId, event: { type: 'nothing', why: 'the address was tried' } };
  const ownId = textOf(fields.get('Wxid'));
  if (fields.has('TypeName') || fields.has('Data'))
    return { appId, event: nested(textOf(fields.get('TypeName')), looseFields(fields.get('Data')), ownId) };
  if (fields.has('msgType')) return { appId, event: flat(fields, ownId) };
  return { appId, event: { type: 'unreadable', why: 'a shape that is not known' } };
}

function nested(typeName: string, data: LooseFields, ownId: string): GeweEvent {
  switch (typeName) {
    case 'AddMsg': {
      const from = idOf(data.get('FromUserName'));
      const code = intOf(data.get('MsgType'));
      const newMsgId = idOf(data.get('NewMsgId'));
      return messageOf(ownId, {
        from,
        to: idOf(data.get('ToUserName')),
        own: from !== null && from === ownId,
        newMsgId,
        msgId: idOf(data.get('MsgId')),
        code,
        content: textOf(data.get('Content')),
        pushContent: textOf(data.get('PushContent')),
        mentioned: mentionedIn(textOf(data.get('MsgSource'))),
        createTime: intOf(data.get('CreateTime')),
        sequence: intOf(data.get('MsgSeq')),
      });
    }
    case 'ModContacts':
    case 'DelContacts': {
      const userName = idOf(data.get('UserName'));
      if (userName === null) return { type: 'unreadable', why: 'a contact without an id' };
      if (typeName === 'DelContacts') return { type: 'removed', userName };
      return {
        type: 'changed',
        userName,
        nickName: cleanText(textOf(data.get('NickName')), 200),
        remark: cleanText(textOf(data.get('Remark')), 200),
      };
    }
    case 'Offline':
      return { type: 'state', state: 'offline', cause: 'Offline' };
    default:
      return { type: 'unreadable', why: 'a type of event that is not known' };
  }
}

function flat(fields: LooseFields, ownId: string): GeweEvent {
  const type = textOf(fields.get('msgType')).trim().toUpperCase();
  const state = FLAT_STATES[type];
  if (state) return { type: 'state', state, cause: type };
  const from = idOf(fields.get('fromUser'));
  if (type === 'SYSTEM' && from === null) return { type: 'nothing', why: 'a notice of the vendor' };
  const isSelf = fields.get('isSelf');
  return messageOf(ownId, {
    from,
    to: idOf(fields.get('toUser')),
    own: isSelf === true || isSelf === 'true' || isSelf === 1 || (from !== null && from === ownId),
    newMsgId: idOf(fields.get('newMsgId')),
    msgId: idOf(fields.get('msgId')),
    code: intOf(type) ?? (Object.hasOwn(FLAT_CODES, type) ? FLAT_CODES[type]! : OTHER),
    content: textOf(fields.get('content')),
    pushContent: textOf(fields.get('pushContent')),
    mentioned: idsOf(fields.get('atWxids')),
    createTime: intOf(fields.get('createTime')),
    sequence: intOf(fields.get('msgSeq')),
  });
}

interface Parts extends Omit<GeweMessage, 'type' | 'id' | 'from' | 'to' | 'code' | 'ownId'> {
  readonly from: string | null;
  readonly to: string | null;
  readonly msgId: string | null;
  readonly code: number | null;
}

function messageOf(ownId: string, { from, to, code, msgId, ...parts }: Parts): GeweEvent {
  if (from === null || code === null) return { type: 'unreadable', why: 'a message without a sender or a kind' };
  const id = parts.newMsgId ?? hashId(from, to, code, msgId, parts.createTime, parts.content);
  return { type: 'message', id, from, to: to ?? ownId, code, ownId, ...parts };
}

/** Zero is what the vendor writes for none. */
function idOf(value: unknown): string | null {
  const id = cleanText(textOf(value).trim(), 200);
  return id === '' || id === '0' ? null : id;
}

function idsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : textOf(value).split(',');
  return list
    .map(idOf)
    .filter((one) => one !== null)
    .slice(0, 500);
}

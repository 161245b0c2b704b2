import type { RawCallback, ReadCallback } from '../../../domain/messaging/channel.port.ts';
import type { Inbound, Unreadable } from '../../../domain/messaging/inbound.ts';
import { hashId } from '../wire/hash-id.ts';
import { readBody } from '../wire/read-body.ts';
import { normaliseCallback, type GeweEvent } from './normalise-callback.ts';
import { isGroupId, readMessage } from './read-message.ts';

/** The contact list reports without ids; the same report within this is the same event. */
const SAME_WITHIN_MS = 60_000;

/** Reads a callback of either generation. */
export function readCallback(raw: RawCallback): ReadCallback {
  const body = readBody(raw.body, raw.content_type);
  if (body.problem === 'empty') return { events: [{ kind: 'nothing', why: 'the address was tried' }] };
  if (body.problem !== null) return { events: [{ kind: 'unreadable', why: body.problem }] };
  const { appId, event } = normaliseCallback(body.fields);
  // Read for the wrong account, an own message would look like a customer's.
  if (appId !== null && appId !== raw.account.external_id && event.type !== 'nothing')
    return { events: [{ kind: 'unreadable', why: 'a callback of another account' }] };
  return { events: toEvents(event, raw) };
}

/** The device a callback concerns: all devices of a token share one address. */
export function accountIn(raw: Pick<RawCallback, 'content_type' | 'body'>): string | null {
  const body = readBody(raw.body, raw.content_type);
  return body.problem === null ? normaliseCallback(body.fields).appId : null;
}

function toEvents(event: GeweEvent, raw: RawCallback): (Inbound | Unreadable)[] {
  switch (event.type) {
    case 'message':
      return readMessage(event, raw.account.own_id);
    case 'changed':
      return [
        {
          kind: isGroupId(event.userName) ? 'group_changed' : 'contact_changed',
          id: event.userName,
          name: event.nickName || event.userName,
          remark: event.remark === '' ? null : event.remark,
        },
      ];
    case 'removed':
      return [
        {
          kind: 'friend_removed',
          source_id: hashId(raw.account.external_id, 'removed', event.userName),
          same_within_ms: SAME_WITHIN_MS,
          person: { id: event.userName, name: event.userName, stable: true },
          greeting: null,
          token: null,
        },
      ];
    case 'state':
      return [{ kind: 'account_state', state: event.state, cause: event.cause }];
    case 'nothing':
    case 'unreadable':
      return [{ kind: event.type, why: event.why }];
  }
}

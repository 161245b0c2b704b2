import type { RawCallback, ReadCallback } from '../../../domain/messaging/channel.port.ts';
import type { Inbound, Unreadable } from '../../../domain/messaging/inbound.ts';
import { readBody } from '../wire/read-body.ts';
import { readMessageCallback } from './read-message-callback.ts';
import { readResultCallback } from './read-result-callback.ts';

/** The ends of the addresses the vendor is told, and what it posts there. */
export const PURPOSES = ['message', 'result', 'online', 'offline'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Reads a callback by the address it came to. */
export function readCallback(raw: RawCallback): ReadCallback {
  return { events: [readOne(raw)] };
}

function readOne(raw: RawCallback): Inbound | Unreadable {
  switch (raw.purpose) {
    // What is posted about the state is not documented: that it is posted to this address says it.
    case 'online':
    case 'offline':
      return { kind: 'account_state', state: raw.purpose, cause: null };
    case 'message':
    case 'result': {
      const body = readBody(raw.body, raw.content_type);
      if (body.problem === 'empty') return { kind: 'nothing', why: 'the address was tried' };
      if (body.problem !== null) return { kind: 'unreadable', why: body.problem };
      return raw.purpose === 'message' ? readMessageCallback(body.fields, raw) : readResultCallback(body.fields, raw);
    }
    default:
      return { kind: 'unreadable', why: 'an address the vendor was not told' };
  }
}

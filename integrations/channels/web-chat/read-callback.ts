import { z } from 'zod';
import type { RawCallback, ReadCallback } from '../../../domain/messaging/channel.port.ts';
import type { Inbound, Unreadable } from '../../../domain/messaging/inbound.ts';
import { readBody } from '../wire/read-body.ts';
import { cleanText } from '../wire/wire-values.ts';

/** Ids are made by our own window. */
const Id = z.string().regex(/^[\w.:-]{1,100}$/);

/** What the window on a site posts. Our own form, so what does not fit is refused whole. */
const Posted = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('message'),
    /** Made by the window, so that a repeated post is known. */
    id: Id,
    visitor: z.strictObject({ id: Id, name: z.string().trim().max(100).default('') }),
    text: z.string().trim().min(1).max(5000),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  z.strictObject({ type: z.literal('hello'), visitor: z.strictObject({ id: Id }) }),
]);

/** Reads what a visitor wrote. */
export function readCallback(raw: RawCallback): ReadCallback {
  return { events: [readOne(raw)] };
}

function readOne(raw: RawCallback): Inbound | Unreadable {
  if (raw.purpose !== 'message') return { kind: 'unreadable', why: 'an address the window does not know' };
  const body = readBody(raw.body, raw.content_type);
  if (body.problem !== null) return { kind: 'unreadable', why: body.problem };
  const parsed = Posted.safeParse(body.fields);
  if (!parsed.success) return { kind: 'unreadable', why: 'not in the form of the chat window' };
  if (parsed.data.type === 'hello') return { kind: 'nothing', why: 'a visitor opened the window' };
  const { id, visitor, text, at } = parsed.data;
  const name = cleanText(visitor.name, 100).trim() || '访客';
  const words = cleanText(text).trim();
  if (words === '') return { kind: 'unreadable', why: 'a message without words' };
  return {
    kind: 'message',
    // A visitor's window makes the ids, so they count for this visitor only.
    source_id: `${visitor.id}:${id}`,
    same_within_ms: null,
    twin_key: null,
    conversation: { kind: 'person', id: visitor.id, name, stable: true, internal: false },
    sender: { id: visitor.id, name, stable: true },
    own: false,
    message_kind: 'text',
    text: words,
    raw_text: words,
    mentions_account: false,
    mentioned_ids: [],
    quoted: null,
    vendor_id: id,
    sent_at: at === undefined ? null : new Date(at),
    sequence: null,
  };
}

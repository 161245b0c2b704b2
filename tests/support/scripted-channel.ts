import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelLimits, ChannelPort, LookUp, SendOutcome } from '../../domain/messaging/channel.port.ts';
import type { Inbound, InboundMessage } from '../../domain/messaging/inbound.ts';
import { textOf, type Outbound } from '../../domain/messaging/outbound.ts';
import type { Channel } from '../../kernel/contracts/messaging.ts';

const LIMITS: ChannelLimits = {
  calls_per_minute: null,
  pause_ms: 0,
  commands_per_day: null,
  window_hours: null,
  groups: true,
  mentions: true,
  longest_text: 2000,
  largest_file: 10_000_000,
  confirmed_by: 'callback',
  ask_after_ms: 60_000,
};

/** What a callback of the scripted channel looks like on the wire. */
const Told = z.object({
  id: z.string(),
  group: z.string().optional(),
  from: z.string(),
  text: z.string(),
  own: z.boolean().default(false),
  /** Members that are mentioned, by their ids. */
  mentions: z.array(z.string()).default([]),
  at: z.iso.datetime().optional(),
});
const Reported = z.object({ command: z.string(), done: z.boolean(), code: z.string().optional() });

export interface ScriptedChannel {
  readonly port: ChannelPort;
  /** Every call that sends, in order: what a customer would have seen if the vendor did it. */
  readonly calls: { readonly account: string; readonly text: string; readonly to: string }[];
  /** What the next calls come to; afterwards everything is accepted. */
  readonly outcomes: (SendOutcome | Promise<SendOutcome>)[];
  /** What the next questions about a text are answered; afterwards, and for other texts, «done». */
  readonly answers: Map<string, LookUp[]>;
}

/** A channel whose vendor does what a test says: for the rules of the queue. The real wires have simulators of their own. */
export function scriptedChannel(options: { name?: Channel; limits?: Partial<ChannelLimits> } = {}): ScriptedChannel {
  const calls: ScriptedChannel['calls'] = [];
  const outcomes: ScriptedChannel['outcomes'] = [];
  const answers: ScriptedChannel['answers'] = new Map();
  const port: ChannelPort = {
    name: options.name ?? 'worktool',
    limits: { ...LIMITS, ...options.limits },
    carries: ['text', 'image', 'file'],
    answer: { content_type: 'application/json', body: '{"code":0}' },
    read: (raw) => ({ events: [readEvent(raw.purpose, Buffer.from(raw.body).toString())] }),
    send: async (account, command) => {
      calls.push({ account: account.external_id, text: textOf(command), to: nameOf(command) });
      return (await outcomes.shift()) ?? { state: 'accepted', vendor_id: `v${calls.length}`, at: new Date() };
    },
    lookUp: (_account, { command }) =>
      Promise.resolve(answers.get(textOf(command))?.shift() ?? { state: 'done', at: null, vendor_id: null }),
    online: () => Promise.resolve('unknown'),
  };
  return { port, calls, outcomes, answers };
}

function nameOf(command: Outbound): string {
  return 'to' in command ? command.to.name : '';
}

function readEvent(purpose: string, body: string): Inbound | { kind: 'unreadable'; why: string } {
  const json = parse(body);
  if (purpose === 'offline' || purpose === 'online') return { kind: 'account_state', state: purpose, cause: null };
  if (purpose === 'result') {
    const report = Reported.safeParse(json);
    if (!report.success) return { kind: 'unreadable', why: 'no report' };
    return {
      kind: 'result',
      vendor_id: report.data.command,
      of: { kind: 'text', target: null, text: null },
      done: report.data.done,
      reason: report.data.done ? null : 'target_not_found',
      vendor_code: report.data.code ?? null,
      vendor_words: null,
      retry: 'never',
      at: null,
    };
  }
  const told = Told.safeParse(json);
  return told.success ? toMessage(told.data) : { kind: 'unreadable', why: 'no message' };
}

function toMessage(told: z.output<typeof Told>): InboundMessage {
  const person = told.group === undefined;
  const name = told.group ?? told.from;
  return {
    kind: 'message',
    source_id: told.id,
    same_within_ms: told.group === undefined ? null : 30_000,
    twin_key: person ? null : createHash('md5').update(`${told.from}:${told.text}`).digest('hex'),
    conversation: { kind: person ? 'person' : 'group', id: name, name, stable: true, internal: false },
    sender: { id: told.from, name: told.from, stable: false },
    own: told.own,
    message_kind: 'text',
    text: told.text,
    raw_text: told.text,
    mentions_account: told.text.startsWith('@'),
    mentioned_ids: told.mentions,
    quoted: null,
    vendor_id: told.own ? `own-${told.id}` : told.id,
    sent_at: told.at ? new Date(told.at) : null,
    sequence: null,
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

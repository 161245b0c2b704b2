import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RawCallback } from '../../../domain/messaging/channel.port.ts';
import type { Inbound, Unreadable } from '../../../domain/messaging/inbound.ts';
import { CHANNEL_MESSAGE_KINDS } from '../../../kernel/contracts/messaging.ts';
import type { ChannelBench } from './channel-bench.ts';

interface Payload {
  readonly name: string;
  readonly purpose: string;
  readonly content_type: string | null;
  readonly body: string;
  readonly reads: readonly Record<string, unknown>[];
}

const KINDS = [
  'message',
  'result',
  'account_state',
  'friend_added',
  'friend_requested',
  'friend_removed',
  'contact_changed',
  'group_changed',
  'recalled',
  'nothing',
  'unreadable',
];
const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_000);
const RUNS = 300;

/** Reading is total: whatever comes, it is told what it is, and nothing is thrown. */
export function readingOf(folder: string, bench: () => ChannelBench): void {
  const payloads = payloadsOf(folder);
  const rawOf = (payload: Pick<Payload, 'purpose' | 'content_type'>, body: Uint8Array | string): RawCallback => ({
    purpose: payload.purpose,
    content_type: payload.content_type,
    body: typeof body === 'string' ? Buffer.from(body) : body,
    received_at: bench().clock.now(),
    account: bench().account,
  });
  const read = (payload: Pick<Payload, 'purpose' | 'content_type'>, body: Uint8Array | string) => {
    const raw = rawOf(payload, body);
    const { channel } = bench();
    const { events } = channel.read(raw);
    channel.accountIn?.(raw);
    for (const event of events) expectSound(event);
    expect(events.length).toBeGreaterThan(0);
    return events;
  };
  const check = (property: fc.IProperty<[never]> | fc.IRawProperty<unknown>): void => {
    // The seed stands in the message of a failure; FC_SEED replays it.
    fc.assert(property as fc.IRawProperty<unknown>, { seed: SEED, numRuns: RUNS });
  };

  it.each(payloads)('$name', (payload) => {
    const events = JSON.parse(JSON.stringify(read(payload, payload.body))) as unknown[];
    expect(events).toHaveLength(payload.reads.length);
    for (const [at, expected] of payload.reads.entries()) expect(events[at]).toMatchObject(expected);
  });

  it('tells the same of a repeated callback, whenever it comes', () => {
    for (const payload of payloads) {
      const first = bench().channel.read(rawOf(payload, payload.body));
      bench().clock.advance({ seconds: 7 });
      expect(bench().channel.read(rawOf(payload, payload.body)), payload.name).toEqual(first);
    }
  });

  it('takes any bytes', () => {
    check(
      fc.property(fc.constantFrom(...payloads), fc.uint8Array({ maxLength: 400 }), (payload, bytes) => {
        read(payload, bytes);
      }),
    );
  });

  it('takes any JSON, also with keys of prototypes', () => {
    const key = fc.oneof(
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'Data',
        'TypeName',
        'msgType',
        'rawMsg',
        'messageId',
        'type',
      ),
      fc.string({ maxLength: 10 }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.array(tie('value'), { maxLength: 4 }), tie('object')),
      object: fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((pairs) => {
        const parts = pairs.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one) ?? 'null'}`);
        return JSON.parse(`{${parts.join(',')}}`) as unknown;
      }),
    }));
    check(
      fc.property(fc.constantFrom(...payloads), value, (payload, one) => {
        read(payload, JSON.stringify(one) ?? '');
      }),
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes its own callbacks with any value at any place', () => {
    const objects = payloads.filter((one) => one.body.startsWith('{"'));
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('\u0000', '\ud800', '<'.repeat(50), '<a><b>', '9'.repeat(400), -1, 1e308, '1e999', {}, []),
    );
    check(
      fc.property(fc.constantFrom(...objects), fc.nat(), odd, (payload, place, value) => {
        read(payload, JSON.stringify(replacedAt(JSON.parse(payload.body), place, value)));
      }),
    );
  });

  it('takes callbacks that end too early', () => {
    for (const payload of payloads)
      for (let length = 0; length < Math.min(payload.body.length, 300); length += 7)
        read(payload, payload.body.slice(0, length));
  });

  it('takes what is nested too deep or too large, and is quick to say no', () => {
    const [payload] = payloads;
    const began = performance.now();
    for (const body of [
      '['.repeat(200_000),
      '{"a":'.repeat(200_000),
      `{"Data":${'{"Data":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      `{"spoken":"${'长'.repeat(3_000_000)}"}`,
      ' '.repeat(13_000_000),
    ])
      read(payload!, body);
    for (const content of [
      '<a>'.repeat(60_000),
      `<msg>${'<a/>'.repeat(45_000)}</msg>`,
      '<'.repeat(190_000),
      '<a '.repeat(60_000),
    ])
      read(
        payload!,
        JSON.stringify({
          TypeName: 'AddMsg',
          Appid: 'wx_one',
          Data: { MsgType: 49, FromUserName: 'x', Content: content },
        }),
      );
    expect(performance.now() - began).toBeLessThan(5000);
  });
}

function payloadsOf(folder: string): Payload[] {
  return globSync('*.json', { cwd: folder })
    .sort()
    .map((file) => ({
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Payload, 'name'>),
      name: basename(file, '.json'),
    }));
}

/** What a database and a page can take. */
function expectSound(event: Inbound | Unreadable): void {
  expect(KINDS).toContain(event.kind);
  const json = JSON.stringify(event, (_key, value: unknown) => {
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\u0000')))
      throw new Error('a broken text');
    return value;
  });
  expect(json.length).toBeLessThan(200_000);
  if (event.kind !== 'message') return;
  expect(CHANNEL_MESSAGE_KINDS).toContain(event.message_kind);
  expect(event.source_id).not.toBe('');
  expect(event.conversation.id).not.toBe('');
  expect(event.raw_text.length).toBeLessThanOrEqual(10_000);
  if (event.sent_at) expect(Number.isNaN(event.sent_at.getTime())).toBe(false);
  if (event.conversation.kind === 'person') expect(event.twin_key).toBeNull();
}

/** A copy with another value at the n-th place. */
function replacedAt(root: unknown, place: number, value: unknown): unknown {
  const places: [object, string][] = [];
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    for (const [name, inner] of Object.entries(one)) {
      places.push([one, name]);
      walk(inner);
    }
  };
  walk(root);
  const found = places[place % Math.max(1, places.length)];
  if (found) Reflect.set(found[0], found[1], value);
  return root;
}

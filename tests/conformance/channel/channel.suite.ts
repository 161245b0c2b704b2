import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelPort, SentCommand } from '../../../domain/messaging/channel.port.ts';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import { Outbound as OutboundSchema, type OutboundKind } from '../../../domain/messaging/outbound.ts';
import { REFUSAL_REASONS } from '../../../domain/messaging/refusal-reasons.ts';
import { sampleOf, type ChannelBench } from './channel-bench.ts';
import { readingOf } from './reading.suite.ts';

const KINDS: readonly OutboundKind[] = ['text', 'image', 'file', 'link', 'moment', 'labels', 'remark'];
/** What is written about, but by nobody seen in a chat. */
const QUIET: ReadonlySet<OutboundKind> = new Set(['labels', 'remark']);

/** What every channel must do, whatever its vendor. */
export function channelSuite(name: string, payloads: string, open: () => Promise<ChannelBench>): void {
  describe(`channel ${name}`, () => {
    let bench: ChannelBench;
    let channel: ChannelPort;

    beforeEach(async () => {
      bench = await open();
      channel = bench.channel;
    });
    afterEach(() => bench.close());

    const text = (words = '您好'): Outbound => ({ kind: 'text', to: bench.person, text: words, mentions: [] });
    const send = (command: Outbound = text(), account = bench.account) => channel.send(account, command);
    const sentAs = (command: Outbound, vendor_id: string | null, from = bench.clock.now()): SentCommand => ({
      command,
      vendor_id,
      from,
      to: bench.clock.now(),
    });

    describe('reading', () => readingOf(payloads, () => bench));

    describe('sending', () => {
      it.each(KINDS)('%s: carries it or says that it cannot, without a call', async (kind) => {
        const command = OutboundSchema.parse(sampleOf(kind, bench.person));
        const outcome = await send(command);
        await bench.workThrough();
        if (!channel.carries.includes(kind)) {
          expect(outcome).toMatchObject({ state: 'refused', reason: 'not_supported', retry: 'never' });
          expect(bench.calls()).toBe(0);
          return;
        }
        expect(outcome).toMatchObject({ state: bench.accepts, at: expect.any(Date) as Date });
        if (bench.accepts === 'accepted')
          expect(outcome).toMatchObject({ vendor_id: expect.stringMatching(/./) as string });
        if (!QUIET.has(kind)) expect(bench.delivered()).toHaveLength(1);
      });

      it('brings words over unchanged, whatever is in them', async () => {
        const words = `第一行\n第二行 "引号" \\ <b>&amp;</b> \u{1F600}𠮷 %s {{x}} $1 ${'长'.repeat(500)}`;
        await send(text(words));
        await bench.workThrough();
        expect(bench.delivered()).toEqual([expect.objectContaining({ what: 'text', text: words })]);
      });

      it('reaches groups and mentions, or says that it cannot', async () => {
        if (bench.group === null) {
          expect(channel.limits).toMatchObject({ groups: false, mentions: false });
          const group = { kind: 'group', id: 'g', name: 'g' } as const;
          expect(await send({ kind: 'text', to: group, text: '在', mentions: [] })).toMatchObject({
            state: 'refused',
            reason: 'not_supported',
          });
          return;
        }
        const mentions = [{ id: bench.person.id, name: bench.person.name }];
        expect(await send({ kind: 'text', to: bench.group, text: '请看', mentions })).toMatchObject({
          state: bench.accepts,
        });
        await bench.workThrough();
        const [seen] = bench.delivered();
        expect([bench.group.id, bench.group.name]).toContain(seen?.to);
        expect(seen?.text).toContain('请看');
      });

      it('refuses with a reason of the list, and tells what another try is worth', async () => {
        for (const { name: situation, arrange, command, account, expected } of bench.refusals) {
          await arrange();
          const before = bench.delivered().length;
          const outcome = await send(command, account);
          expect(outcome, situation).toMatchObject({ state: 'refused', ...expected });
          if (outcome.state === 'refused') expect(REFUSAL_REASONS).toContain(outcome.reason);
          await bench.workThrough();
          expect(bench.delivered(), situation).toHaveLength(before);
        }
      });

      it('knows nothing after a call whose answer never came, and does not send again by itself', async () => {
        if (!bench.wire) return;
        for (const fault of ['answer_hangs', 'answer_cut', 'call_lost', 'http_500'] as const) {
          const before = bench.calls();
          bench.wire.strike(fault);
          expect(await send(text(fault)), fault).toMatchObject({
            state: 'unknown',
            cause: expect.any(String) as string,
          });
          expect(bench.calls() - before, fault).toBe(1);
        }
        await bench.workThrough();
        // The first two were carried out all the same.
        expect(bench.delivered().map((one) => one.text)).toEqual(['answer_hangs', 'answer_cut']);
      });

      it('is sure that nothing left when nobody listens, and when it was cancelled before', async () => {
        if (bench.wire)
          expect(await bench.wire.nobodyListens.send(bench.account, text())).toMatchObject({
            state: 'refused',
            reason: 'vendor_fault',
            retry: 'later',
          });
        expect(await channel.send(bench.account, text(), AbortSignal.abort())).toMatchObject({
          state: 'refused',
          retry: 'later',
        });
        expect(bench.calls()).toBe(0);
      });

      it('knows nothing when it is cancelled underway', async () => {
        if (!bench.wire) return;
        bench.wire.strike('answer_hangs');
        const cancel = new AbortController();
        const sending = channel.send(bench.account, text(), cancel.signal);
        while (bench.calls() === 0) await new Promise(setImmediate);
        cancel.abort();
        expect(await sending).toEqual({ state: 'unknown', cause: 'cancelled' });
      });
    });

    describe('asking', () => {
      it('finds done what was carried out', async () => {
        const from = bench.clock.now();
        const outcome = await send();
        await bench.workThrough();
        const vendorId = 'vendor_id' in outcome ? outcome.vendor_id : null;
        expect(await channel.lookUp(bench.account, sentAs(text(), vendorId, from))).toMatchObject({ state: 'done' });
      });

      it('never throws and never calls done what cannot be asked about', async () => {
        if (!bench.wire) return;
        for (const fault of ['answer_hangs', 'answer_cut', 'http_500'] as const) {
          bench.wire.strike(fault);
          const found = await channel.lookUp(bench.account, sentAs(text(), null));
          expect(found, fault).toMatchObject({ state: 'unknown' });
        }
        const nobody = bench.wire.nobodyListens;
        expect(await nobody.lookUp(bench.account, sentAs(text(), null))).toMatchObject({ state: 'unknown' });
      });

      it('tells whether the account is there, or that it does not know', async () => {
        expect(await channel.online(bench.account)).toBe('online');
        await bench.setOnline(false);
        expect(await channel.online(bench.account)).toBe('offline');
        if (!bench.wire) return;
        bench.wire.answerOddly();
        expect(await channel.online(bench.account)).toBe('unknown');
        bench.wire.strike('answer_hangs');
        expect(await channel.online(bench.account)).toBe('unknown');
        expect(await bench.wire.nobodyListens.online(bench.account)).toBe('unknown');
      });
    });

    it('declares limits one can keep to', () => {
      const { limits, carries, answer } = channel;
      expect(limits.pause_ms).toBeGreaterThanOrEqual(0);
      for (const [kind, pause] of Object.entries(limits.pause_ms_of ?? {})) {
        expect(carries).toContain(kind);
        expect(pause).toBeGreaterThanOrEqual(limits.pause_ms);
      }
      expect(limits.ask_after_ms).toBeGreaterThan(limits.pause_ms);
      expect(limits.longest_text).toBeGreaterThan(100);
      expect(limits.largest_file).toBeGreaterThan(1024);
      expect(limits.mentions).toBe(limits.groups);
      expect(new Set(carries).size).toBe(carries.length);
      if (answer.content_type === 'application/json') expect(() => JSON.parse(answer.body) as unknown).not.toThrow();
    });

    it('tells no secret, in no outcome and no error', async () => {
      const told: unknown[] = [];
      const stranger = { ...bench.account, external_id: `${bench.account.external_id}-of-nobody` };
      const collect = async (work: Promise<unknown> | undefined): Promise<void> => {
        try {
          told.push(await work);
        } catch (thrown) {
          told.push(thrown, (thrown as Error).message, (thrown as Error).stack, (thrown as Error).cause);
          told.push(Reflect.get(thrown as Error, 'details'));
        }
      };
      const channels = bench.wire ? [channel, bench.wire.nobodyListens] : [channel];
      for (const one of channels)
        for (const account of [bench.account, stranger]) {
          await collect(one.send(account, text()));
          await collect(one.lookUp(account, sentAs(text(), null)));
          await collect(one.setCallback?.(account, 'http://127.0.0.1:9/secret-path'));
          await collect(one.directory?.contacts(account));
        }
      const words = told.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
      for (const secret of bench.secrets) expect(words).not.toContain(secret);
    });
  });
}

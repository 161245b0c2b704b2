import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { troubleError } from '../../../domain/calls/dialer-trouble.ts';
import type { Deed } from '../../../domain/calls/dialer.port.ts';
import {
  callPeople,
  KEY_ID,
  KEY_SECRET,
  openDialer,
  people,
  person,
  PLAN,
  resultsOf,
  troubleOf,
  valueOf,
  type DialerUnderTest,
} from './open-dialer.ts';

let under: DialerUnderTest;
beforeEach(async () => {
  under = await openDialer();
});
afterEach(async () => {
  await under.close();
});

const progress = (group = 'g') => under.dialer.progress(group);
const codes = () => under.simulator.calls.map((call) => call.code);

/** Everything that could be kept of an outcome: the outcome itself, the error made from it, the log. */
function keptOf(answer: Deed<unknown>): string {
  const error = answer.state === 'ok' ? null : troubleError(answer.trouble);
  return JSON.stringify([answer, error, error?.details, error?.sentence('zh'), error?.stack]) + under.log();
}

describe('throttling', () => {
  it('is waited out with growing pauses that differ by chance', async () => {
    const group = await callPeople(under, people(1));
    under.simulator.plan({ kind: 'status', status: 400, code: 'Throttling.User', times: 5 });
    valueOf(await progress(group));
    expect(under.pauses).toHaveLength(5);
    for (const [at, pause] of under.pauses.entries()) {
      const whole = 500 * 2 ** at;
      expect(pause).toBeGreaterThanOrEqual(whole / 2);
      expect(pause).toBeLessThanOrEqual(whole);
    }
    expect(under.pauses.some((pause, at) => pause !== 250 * 2 ** at)).toBe(true);
  });

  it.each([
    [400, 'Throttling'],
    [400, 'Throttling.Api'],
    [429, 'TooManyRequests'],
  ])('is told as such when it does not end: %s %s', async (status, code) => {
    under.simulator.plan({ kind: 'status', status, code, times: 6 });
    const trouble = troubleOf(await progress());
    expect(trouble).toMatchObject({ state: 'refused', kind: 'throttled', reason: 'too_many_calls', vendor_code: code });
    expect(troubleError(trouble)).toMatchObject({ code: 'calls.dialer_busy', kind: 'transient' });
    expect(codes()).toHaveLength(6);
  });

  it('of every third call loses nobody', async () => {
    under.simulator.settings.throttle_every = 3;
    const group = await callPeople(under, people(60));
    under.clock.advance({ days: 1 });
    expect((await resultsOf(under, group)).size).toBe(60);
    expect(codes().filter((code) => code === 'Throttling.User').length).toBeGreaterThanOrEqual(2);
    expect(under.simulator.world.jobs.size).toBe(60);
  });

  it('is not called for: calls leave at the configured pace', async () => {
    await under.close();
    under = await openDialer({ dialer: { callsPerSecond: 5 } });
    const began = under.clock.now().getTime();
    await Promise.all(Array.from({ length: 11 }, () => progress()));
    expect(under.clock.now().getTime() - began).toBeGreaterThanOrEqual(2000);
  });
});

describe('the line', () => {
  it.each([
    ['cut', {}, 'no_connection'],
    ['lost', {}, 'no_connection'],
    ['malformed', {}, 'unreadable_answer'],
    ['status', { status: 500, code: 'InternalError' }, 'dialer_fault'],
    ['status', { status: 503, code: 'ServiceUnavailable' }, 'dialer_fault'],
    ['says_no', { code: 'InternalError' }, 'dialer_fault'],
  ] as const)('that fails (%s %o) is tried three times, then told as the network', async (kind, more, reason) => {
    const group = await callPeople(under, people(1));
    const before = codes().length;
    under.simulator.plan({ kind, times: 2, ...more });
    valueOf(await progress(group));
    under.simulator.plan({ kind, times: 3, ...more });
    const trouble = troubleOf(await progress(group));
    expect(trouble).toMatchObject({ state: 'refused', kind: 'network', reason });
    expect(troubleError(trouble)).toMatchObject({ code: 'calls.dialer_down', kind: 'transient' });
    expect(codes().length - before).toBe(6);
  });

  it('that is given up is not asked again', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(troubleOf(await under.dialer.progress('g', stop.signal))).toMatchObject({
      state: 'refused',
      reason: 'cancelled',
    });
    expect(codes()).toEqual([]);
    const group = await callPeople(under, people(1));
    under.simulator.plan({ action: 'DescribeJobGroup', kind: 'slow', ms: 3000 });
    const later = new AbortController();
    const asked = under.dialer.progress(group, later.signal);
    while (!codes().some((_, at) => under.simulator.calls[at]!.action === 'DescribeJobGroup'))
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    later.abort();
    expect(troubleOf(await asked)).toMatchObject({ state: 'refused', reason: 'cancelled' });
  });
});

describe('a refusal', () => {
  it.each([
    [200, '4008', 'refused'],
    [200, 'JobGroupNotExist', 'not_found'],
    [400, 'MissingJobGroupId', 'invalid_request'],
    [400, 'InvalidParameter.JobsJson', 'invalid_request'],
    [403, 'Forbidden.RAM', 'not_permitted'],
    [404, 'InvalidApi.NotFound', 'not_found'],
    [404, 'InvalidAccessKeyId.NotFound', 'key_refused'],
    [400, 'SignatureDoesNotMatch', 'key_refused'],
    [418, 'SomethingNew', 'refused'],
  ] as const)('%s %s is never tried again', async (status, code, reason) => {
    under.simulator.plan(
      status === 200 ? { kind: 'says_no', code, times: 2 } : { kind: 'status', status, code, times: 2 },
    );
    const trouble = troubleOf(await under.dialer.assign('g', people(1)));
    expect(trouble).toMatchObject({ state: 'refused', kind: 'business', reason, vendor_code: code });
    expect(troubleError(trouble)).toMatchObject({ code: 'calls.dialer_refused', kind: 'conflict' });
    expect(codes()).toHaveLength(1);
    expect(under.pauses).toEqual([]);
  });

  it('comes as the simulator makes it too: an unknown group, a wrong key', async () => {
    expect(troubleOf(await progress('no-such-group'))).toMatchObject({
      reason: 'not_found',
      vendor_code: 'JobGroupNotExist',
    });
    const wrong = await openDialer({ dialer: { accessKeySecret: 'another secret' } });
    expect(troubleOf(await wrong.dialer.progress('g'))).toMatchObject({
      reason: 'key_refused',
      vendor_code: 'SignatureDoesNotMatch',
    });
    const stranger = await openDialer({ dialer: { accessKeyId: 'LTAI5tStranger' } });
    expect(troubleOf(await stranger.dialer.progress('g'))).toMatchObject({ reason: 'key_refused' });
    await wrong.close();
    await stranger.close();
  });
});

describe('clocks', () => {
  it.each([[-20], [20]])('that differ by %s minutes are measured once', async (minutes) => {
    under.simulator.settings.skew_ms = minutes * 60_000;
    const group = await callPeople(under, people(1));
    expect(codes().slice(0, 2)).toEqual(['InvalidTimeStamp.Expired', 'OK']);
    valueOf(await progress(group));
    expect(codes().filter((code) => code !== 'OK')).toHaveLength(1);
    expect(under.log()).toContain('the clock of the dialer differs from ours');
  });

  it('within a quarter of an hour are good enough', async () => {
    under.simulator.settings.skew_ms = 14 * 60_000;
    await callPeople(under, people(1));
    expect(new Set(codes())).toEqual(new Set(['OK']));
  });

  it('are measured anew when they drift, and given up when that does not help', async () => {
    under.simulator.settings.skew_ms = 20 * 60_000;
    const group = await callPeople(under, people(1));
    under.simulator.settings.skew_ms = -20 * 60_000;
    valueOf(await progress(group));
    under.simulator.plan({ kind: 'status', status: 400, code: 'InvalidTimeStamp.Expired', times: 2 });
    expect(troubleOf(await progress(group))).toMatchObject({
      state: 'refused',
      kind: 'business',
      reason: 'clocks_differ',
    });
  });
});

describe('a nonce', () => {
  it('is new for every request', async () => {
    const group = await callPeople(under, people(60));
    for (let at = 0; at < 5; at += 1) valueOf(await progress(group));
    expect(codes()).not.toContain('SignatureNonceUsed');
  });

  it('that was used is replaced by another, once, where nothing is dialled', async () => {
    const group = await callPeople(under, people(1));
    under.simulator.plan({ kind: 'status', status: 400, code: 'SignatureNonceUsed' });
    valueOf(await progress(group));
    under.simulator.plan({ kind: 'status', status: 400, code: 'SignatureNonceUsed', times: 2 });
    expect(troubleOf(await progress(group))).toMatchObject({ state: 'refused', kind: 'network' });
    under.simulator.plan({ kind: 'status', status: 400, code: 'SignatureNonceUsed' });
    valueOf(await under.dialer.cancel({ group_id: group }));
  });

  it('that is sent twice is refused by the simulator', async () => {
    await under.close();
    const { seededRandom } = await import('../../../kernel/random.ts');
    under = await openDialer({
      dialer: { random: { ...seededRandom(1), bytes: (length) => Buffer.alloc(length, 7) } },
    });
    await progress();
    expect(troubleOf(await progress())).toMatchObject({ vendor_code: 'SignatureNonceUsed' });
  });
});

describe('secrets', () => {
  const forbidden = (text: string, ...more: string[]) => {
    for (const secret of [KEY_SECRET, KEY_ID, 'Signature=', 'Credential=', '13800000001', ...more])
      expect(text, secret).not.toContain(secret);
  };

  it('and numbers are in no outcome, error or log line, though the vendor repeats what it was sent', async () => {
    const said = [
      `Specified access key ${KEY_ID} is not found.`,
      `server string to sign is AccessKeyId=${KEY_ID}&JobsJson.1=%7B%22phoneNumber%22%3A%2213800000001%22%7D`,
      `number +8613800000001 (13800000001) is refused, secret ${KEY_SECRET}`,
    ];
    for (const message of said)
      for (const [kind, status] of [
        ['status', 400],
        ['status', 503],
        ['says_no', 200],
      ] as const) {
        under.simulator.plan({ kind, ...(status === 200 ? {} : { status }), code: 'SignatureDoesNotMatch', message });
        const answer = await under.dialer.assign('g', [person(1)]);
        expect(answer.state).not.toBe('ok');
        forbidden(keptOf(answer));
      }
    const wrong = await openDialer({ dialer: { accessKeySecret: 'wrongSecretOfTests123' } });
    forbidden(JSON.stringify(await wrong.dialer.assign('g', [person(1)])) + wrong.log(), 'wrongSecretOfTests123');
    await wrong.close();
  });

  it('are kept when nobody listens, when the answer is a page, and when it leads elsewhere', async () => {
    const answers: Record<string, [number, Record<string, string>, string]> = {
      page: [200, { 'content-type': 'text/html' }, `<html>${KEY_ID}</html>`],
      redirect: [302, { location: 'http://127.0.0.1:1/' }, ''],
      teapot: [418, {}, 'short and stout'],
      list: [200, {}, '[]'],
    };
    for (const [name, [status, headers, body]] of Object.entries(answers)) {
      const server = await serve((_request, response) => response.writeHead(status, headers).end(body));
      const odd = await openDialer({ dialer: { url: server.url } });
      const answer = await odd.dialer.progress('g');
      expect(troubleOf(answer).kind, name).toBe(status === 200 ? 'network' : 'business');
      forbidden(JSON.stringify(answer) + odd.log());
      await odd.close();
      await server.close();
    }
  });

  it('are not kept by the simulator either', async () => {
    await callPeople(under, people(1), { name: PLAN.name });
    const ledger = await (await fetch(`${under.simulator.url}/simulator/ledger`)).text();
    expect(ledger).toContain('AssignJobs');
    for (const secret of [KEY_SECRET, KEY_ID]) expect(ledger).not.toContain(secret);
  });
});

async function serve(answer: Parameters<typeof createServer>[1]): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer(answer as () => void);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

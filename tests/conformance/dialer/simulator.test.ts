import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOutboundSimulator } from '../../../integrations/dialer/aliyun-outbound/simulator/start-outbound-simulator.ts';
import { SCRIPTED_CALLS } from '../../../integrations/dialer/aliyun-outbound/simulator/scenarios.ts';
import { signV3 } from '../../../integrations/dialer/aliyun-outbound/sign-v3.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import {
  callPeople,
  KEY_ID,
  KEY_SECRET,
  openDialer,
  people,
  person,
  resultsOf,
  type DialerUnderTest,
} from './open-dialer.ts';

let under: DialerUnderTest;
beforeEach(async () => {
  under = await openDialer();
});
afterEach(() => under.close());

const control = (method: string, path: string, body?: unknown) =>
  fetch(`${under.simulator.url}/simulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });

describe('another process', () => {
  it('reads the ledger: every call and every dial', async () => {
    await callPeople(under, people(3));
    under.clock.advance({ hours: 8 });
    const ledger = (await (await control('GET', 'ledger')).json()) as {
      calls: { action: string }[];
      dials: unknown[];
      problems: string[];
    };
    expect(ledger.calls.map((call) => call.action)).toEqual(['CreateJobGroup', 'AssignJobs']);
    expect(ledger.dials.length).toBeGreaterThanOrEqual(3);
    expect(ledger.problems).toEqual([]);
    const groups = (await (await control('GET', 'groups')).json()) as { jobs: { ReferenceId: string }[] }[];
    expect(groups[0]!.jobs.map((job) => job.ReferenceId)).toEqual(['lead-1', 'lead-2', 'lead-3']);
  });

  it('plans faults and takes them back', async () => {
    expect(
      (
        await control('POST', 'faults', {
          kind: 'status',
          action: 'DescribeJobGroup',
          code: 'NoPermission',
          status: 403,
          times: 9,
        })
      ).status,
    ).toBe(204);
    expect(await under.dialer.progress('g')).toMatchObject({ trouble: { vendor_code: 'NoPermission' } });
    expect((await control('DELETE', 'faults')).status).toBe(204);
    expect(await under.dialer.progress('g')).toMatchObject({ trouble: { vendor_code: 'JobGroupNotExist' } });
  });

  it('scripts numbers and turns the knobs', async () => {
    const scripted = {
      [person(1).phone]: 'do-not-call',
      [person(2).phone]: { dials: [{ status: 'Busy' }, { status: 'SucceededFinish' }] },
    };
    expect((await control('PUT', 'scenarios', scripted)).status).toBe(204);
    expect(await (await control('PUT', 'settings', { throttle_every: 2 })).json()).toMatchObject({
      throttle_every: 2,
      lines: 10,
    });
    const group = await callPeople(under, people(2));
    under.clock.advance({ hours: 1 });
    const results = await resultsOf(under, group);
    expect(results.get('lead-1')).toMatchObject({ latest: { state: 'reached_contact_left', labels: [{ name: 'E' }] } });
    expect(results.get('lead-2')).toMatchObject({ state: 'succeeded' });
    expect(under.simulator.calls.some((call) => call.code === 'Throttling.User')).toBe(true);
  });

  it.each([
    ['POST', 'faults', { kind: 'explode' }],
    ['PUT', 'scenarios', { '13800000001': 'no such scenario' }],
    ['PUT', 'settings', { colour: 1 }],
    ['PUT', 'settings', { lines: -1 }],
  ])('is told when what it wants cannot be: %s %s %o', async (method, path, body) => {
    expect((await control(method, path, body)).status).toBe(400);
  });

  it('moves the time where the simulator was given a way to, and is told where not', async () => {
    expect((await control('POST', 'advance', { seconds: 5 })).status).toBe(409);
    const clock = new FakeClock();
    const simulator = await startOutboundSimulator({
      clock,
      accessKeyId: 'a',
      accessKeySecret: 'b',
      instanceId: 'i',
      advance: (ms) => clock.advance({ seconds: ms / 1000 }),
    });
    const answer = await fetch(`${simulator.url}/simulator/advance`, {
      method: 'POST',
      body: '{"seconds":90}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(204);
    expect(simulator.world.now - new FakeClock().now().getTime()).toBe(90_000);
    await simulator.close();
  });
});

describe('the simulator refuses', () => {
  const ask = async (
    change: Record<string, string | undefined>,
    query = 'InstanceId=instance-of-tests&JobGroupId=g',
  ) => {
    const { host } = new URL(under.simulator.url);
    const params = Object.fromEntries(new URLSearchParams(query));
    const date = `${under.clock.now().toISOString().slice(0, 19)}Z`;
    const nonce = Math.floor(performance.now() * 1e6).toString(16);
    const signed = signV3(
      { method: 'POST', host, action: 'DescribeJobGroup', version: '2019-12-26', query: params, date, nonce },
      { id: KEY_ID, secret: KEY_SECRET },
    );
    const headers = Object.entries({ ...signed, ...change }).filter(
      (one): one is [string, string] => one[1] !== undefined,
    );
    const answer = await fetch(`${under.simulator.url}/?${query}`, {
      method: 'POST',
      headers: headers.filter(([name]) => name !== 'host'),
    });
    return ((await answer.json()) as { Code: string }).Code;
  };

  it('what is not signed as it should be', async () => {
    expect(await ask({})).toBe('JobGroupNotExist');
    expect(await ask({ 'x-acs-action': 'CancelJobs' })).toBe('SignatureDoesNotMatch');
    expect(await ask({ authorization: undefined })).toBe('Missingauthorization');
    expect(await ask({ authorization: 'Bearer x' })).toBe('IncompleteSignature');
    expect(await ask({ 'x-acs-more': 'unsigned' })).toBe('IncompleteSignature');
    expect(await ask({ 'x-acs-content-sha256': 'e3b0' })).toBe('InvalidContentSha256');
    expect(await ask({}, 'InstanceId=instance-of-tests')).toBe('MissingJobGroupId');
    expect(await ask({}, 'InstanceId=other&JobGroupId=g')).toBe('InstanceNotExist');
  });

  it('and notes parameters that no such call has', async () => {
    await ask({}, 'InstanceId=instance-of-tests&JobGroupId=g&Colour=red');
    expect(under.simulator.problems).toEqual(['DescribeJobGroup: no parameter Colour']);
  });
});

describe('the book of conversations', () => {
  it('has enough of them, each with a name, an end and words of its own', () => {
    expect(SCRIPTED_CALLS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(SCRIPTED_CALLS.map((call) => call.name)).size).toBe(SCRIPTED_CALLS.length);
    expect(new Set(SCRIPTED_CALLS.map((call) => call.turns.join('\n'))).size).toBe(SCRIPTED_CALLS.length);
    for (const call of SCRIPTED_CALLS) expect(call.ends.startsWith('Succeeded'), call.name).toBe(true);
  });
});

it('calls two thousand people in a day, each as the plan says', async () => {
  under.simulator.settings.lines = 20;
  const group = await callPeople(under, people(2000));
  under.clock.advance({ days: 2 });
  const results = await resultsOf(under, group);
  expect(results.size).toBe(2000);
  expect([...results.values()].every((job) => ['succeeded', 'failed', 'cancelled'].includes(job.state))).toBe(true);
  const dials = new Map<string, number>();
  for (const { phone } of under.simulator.world.dials) dials.set(phone, (dials.get(phone) ?? 0) + 1);
  expect(Math.max(...dials.values())).toBeLessThanOrEqual(6);
});

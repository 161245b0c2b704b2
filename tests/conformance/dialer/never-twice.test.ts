import { createServer } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallContact } from '../../../domain/calls/call-contact.ts';
import type { CallContact as Contact } from '../../../domain/calls/call-contact.ts';
import {
  callPeople,
  openDialer,
  people,
  person,
  PLAN,
  troubleOf,
  valueOf,
  type DialerUnderTest,
} from './open-dialer.ts';

let under: DialerUnderTest;
beforeEach(async () => {
  under = await openDialer();
});
afterEach(async () => {
  expect(under.simulator.problems).toEqual([]);
  await under.close();
});

const assigns = () => under.simulator.calls.filter((call) => call.action === 'AssignJobs');
const SETTLE = { minutes: 2 };

/** How a caller hands a batch over: never again before it was looked up, and then only those who are absent. */
async function assignSafely(group: string, batch: readonly Contact[]): Promise<void> {
  let rest = batch;
  while (rest.length > 0) {
    const answer = await under.dialer.assign(group, rest);
    if (answer.state === 'ok') return;
    if (answer.state === 'refused') {
      expect(answer.trouble.kind).not.toBe('business');
      continue;
    }
    const sent = { contacts: rest, ended_at: under.clock.now() };
    under.clock.advance(SETTLE);
    let found = await under.dialer.lookUpBatch(group, sent);
    while (found.state === 'unknown') found = await under.dialer.lookUpBatch(group, sent);
    rest = rest.filter((one) => found.absent.includes(one.reference_id));
  }
}

/** As above for the group: looked up by its name before it is made again. */
async function createSafely(): Promise<string> {
  for (;;) {
    const made = await under.dialer.createGroup(PLAN);
    if (made.state === 'ok') return made.value.group_id;
    if (made.state === 'refused') continue;
    under.clock.advance(SETTLE);
    let found = await under.dialer.findGroup(PLAN.name);
    while (found.state === 'refused') found = await under.dialer.findGroup(PLAN.name);
    if (found.value) return found.value.group_id;
  }
}

describe('a batch', () => {
  it('is handed over with who it is for, by our own id', async () => {
    const group = await callPeople(under, [person(1, { variables: { 产品: '企业版 & “旗舰”', 到期: '11/30' } })]);
    expect(JSON.parse(assigns()[0]!.params['JobsJson.1']!)).toEqual({
      extras: [
        { key: '产品', value: '企业版 & “旗舰”' },
        { key: '到期', value: '11/30' },
      ],
      contacts: [{ phoneNumber: '13800000001', name: '客户1', referenceId: 'lead-1', honorific: '女士' }],
    });
    expect(await under.dialer.lookUpBatch(group, { contacts: people(1), ended_at: under.clock.now() })).toMatchObject({
      state: 'settled',
      absent: [],
      assigned: [{ reference_id: 'lead-1' }],
    });
  });

  it.each([
    ['empty', []],
    ['too large', people(26)],
    ['with an id twice', [person(1), person(1, { phone: '13900000000' })]],
  ])('that is %s is refused without a call', async (_why, batch) => {
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    expect(troubleOf(await under.dialer.assign(group_id, batch))).toMatchObject({
      state: 'refused',
      kind: 'business',
      reason: 'invalid_request',
    });
    expect(assigns()).toEqual([]);
  });

  it('is cut by number and by the length of the address, and nobody is lost', async () => {
    const long = (number: number) => person(number, { name: '名'.repeat(50), variables: { 说明: '长'.repeat(200) } });
    const contacts = [
      ...people(30),
      ...Array.from({ length: 12 }, (_, at) => long(100 + at)),
      ...Array.from({ length: 5 }, (_, at) => person(200 + at)),
    ];
    const batches = under.dialer.cutBatches(contacts);
    expect(batches.flat()).toEqual(contacts);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(
      under.dialer.limits.contacts_per_batch,
    );
    await callPeople(under, contacts);
    expect(under.simulator.world.jobs.size).toBe(contacts.length);
    const longest = Math.max(...assigns().map(({ params }) => new URLSearchParams(params).toString().length));
    expect(longest).toBeLessThan(8000);
    expect(under.dialer.cutBatches([])).toEqual([]);
  });

  it('whose people cannot be is refused by its schema', () => {
    expect(CallContact.safeParse(person(1)).success).toBe(true);
    for (const change of [{ phone: '138 0000 0001' }, { phone: '' }, { reference_id: '' }, { name: '' }])
      expect(CallContact.safeParse({ ...person(1), ...change }).success, JSON.stringify(change)).toBe(false);
  });
});

describe('nobody is called twice', () => {
  it.each(['lost', 'malformed'] as const)('when the answer to a batch is %s', async (kind) => {
    for (const one of people(20)) under.simulator.script(one.phone, 'interested-demo');
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    under.simulator.plan({ action: 'AssignJobs', kind });
    await assignSafely(group_id, people(20));
    under.clock.advance({ hours: 2 });
    under.simulator.catchUp();
    expect(assigns()).toHaveLength(1);
    expect(under.simulator.world.dials.map((dial) => dial.phone).sort()).toEqual(people(20).map((one) => one.phone));
  });

  it('when the answer to a batch comes too late', async () => {
    await under.close();
    under = await openDialer({ dialer: { timeoutMs: 250 } });
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    under.simulator.plan({ action: 'AssignJobs', kind: 'slow', ms: 1500 });
    const answer = troubleOf(await under.dialer.assign(group_id, people(3)));
    expect(answer).toMatchObject({ state: 'unknown', kind: 'network', reason: 'no_answer_in_time' });
    expect(assigns()).toHaveLength(1);
    expect(
      await under.dialer.lookUpBatch(group_id, { contacts: people(3), ended_at: under.clock.now() }),
    ).toMatchObject({ state: 'settled', absent: [] });
  });

  it('when the line drops before the batch was carried out: it is handed over once more', async () => {
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    under.simulator.plan({ action: 'AssignJobs', kind: 'cut', times: 2 });
    await assignSafely(group_id, people(20));
    expect(assigns().map((call) => call.carried_out)).toEqual([false, false, true]);
    expect(under.simulator.world.jobs.size).toBe(20);
  });

  it.each([500, 503])('when the dialer answers %s: it may have been carried out', async (status) => {
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    under.simulator.plan({ action: 'AssignJobs', kind: 'status', status });
    expect(troubleOf(await under.dialer.assign(group_id, people(2)))).toMatchObject({
      state: 'unknown',
      kind: 'network',
      reason: 'dialer_fault',
    });
    expect(assigns()).toHaveLength(1);
  });

  it('when a nonce was used already: something between repeated the request', async () => {
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    under.simulator.plan({ action: 'AssignJobs', kind: 'status', status: 400, code: 'SignatureNonceUsed' });
    expect(troubleOf(await under.dialer.assign(group_id, people(2)))).toMatchObject({
      state: 'unknown',
      vendor_code: 'SignatureNonceUsed',
    });
    expect(assigns()).toHaveLength(1);
  });

  it('while throttling is waited out: such a request was not carried out', async () => {
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    under.simulator.plan({ action: 'AssignJobs', kind: 'status', status: 400, code: 'Throttling.User', times: 3 });
    valueOf(await under.dialer.assign(group_id, people(4)));
    expect(under.simulator.world.jobs.size).toBe(4);
    expect(assigns()).toHaveLength(4);
    expect(under.pauses).toHaveLength(3);
  });
});

it('nobody is called twice, and nobody is left out, whatever goes wrong on the way', async () => {
  const fault = fc.record({
    action: fc.constantFrom('CreateJobGroup', 'AssignJobs', 'AssignJobs', 'ListJobsByGroup', 'ListJobGroups'),
    kind: fc.constantFrom('lost', 'cut', 'malformed', 'status' as const),
    status: fc.constantFrom(400, 500, 503),
    skip: fc.nat({ max: 3 }),
    times: fc.integer({ min: 1, max: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 8 }), async (faults) => {
      await under.close();
      under = await openDialer({ settings: { lines: 50 } });
      // What is wrong with the request would end it at once: here a 400 is throttling.
      for (const one of faults) under.simulator.plan({ ...one, code: one.status === 400 ? 'Throttling.User' : 'X' });
      const group = await createSafely();
      for (const batch of under.dialer.cutBatches(people(45))) await assignSafely(group, batch);
      const references = Array.from(under.simulator.world.jobs.values(), (job) => job.contact.referenceId);
      expect(references.toSorted()).toEqual(
        people(45)
          .map((one) => one.reference_id)
          .toSorted(),
      );
      expect(under.simulator.world.groups.size).toBe(1);
    }),
    { numRuns: 60 },
  );
});

describe('a look-up', () => {
  it('finds people among many others while the list moves, and is asked again until it is certain', async () => {
    await under.close();
    // At a call in twenty seconds the phones ring between the pages, and jobs change places.
    under = await openDialer({ dialer: { callsPerSecond: 0.05 }, settings: { lines: 4 } });
    const group = await callPeople(under, people(230));
    under.simulator.plan({ action: 'AssignJobs', kind: 'lost' });
    const batch = Array.from({ length: 10 }, (_, at) => person(500 + at));
    expect((await under.dialer.assign(group, batch)).state).toBe('unknown');
    const sent = { contacts: [...batch, person(900), person(901)], ended_at: under.clock.now() };
    under.clock.advance(SETTLE);
    const answers = [];
    do answers.push(await under.dialer.lookUpBatch(group, sent));
    while (answers.at(-1)!.state === 'unknown' && answers.length < 20);
    expect(answers.slice(0, -1).flatMap((one) => one.absent)).toEqual([]);
    expect(answers.at(-1)).toMatchObject({ state: 'settled', absent: ['lead-900', 'lead-901'], trouble: null });
    expect(answers.at(-1)!.assigned.map((one) => one.reference_id)).toEqual(batch.map((one) => one.reference_id));
    // The list did move: a single sweep of three pages would not have done.
    const asked = under.simulator.calls.filter((call) => call.action === 'ListJobsByGroup').length;
    expect(asked).toBeGreaterThan(3);
  });

  it('does not say absent too early, and says it after the time it takes to settle', async () => {
    const { group_id } = valueOf(await under.dialer.createGroup(PLAN));
    const sent = { contacts: people(1), ended_at: under.clock.now() };
    under.clock.advance({ seconds: 119 });
    expect(await under.dialer.lookUpBatch(group_id, sent)).toMatchObject({ state: 'unknown', absent: [] });
    under.clock.advance({ seconds: 1 });
    expect(await under.dialer.lookUpBatch(group_id, sent)).toMatchObject({ state: 'settled', absent: ['lead-1'] });
  });

  it('does not say absent when a page could not be read, and is certain of those it saw', async () => {
    // Nobody is dialled, so the list stands still: the last one first.
    under.simulator.settings.lines = 0;
    const group = await callPeople(under, people(120));
    under.clock.advance(SETTLE);
    const sent = { contacts: [person(1), person(120), person(999)], ended_at: new Date(0) };
    under.simulator.plan({ action: 'ListJobsByGroup', kind: 'status', params: { PageNumber: '2' }, times: 3 });
    const found = await under.dialer.lookUpBatch(group, sent);
    expect(found).toMatchObject({ state: 'unknown', absent: [], trouble: { kind: 'network' } });
    expect(found.assigned.map((one) => one.reference_id)).toEqual(['lead-120']);
    expect(await under.dialer.lookUpBatch(group, sent)).toMatchObject({ state: 'settled', absent: ['lead-999'] });
  });

  it('shows somebody who was handed over twice, with both jobs', async () => {
    const group = await callPeople(under, [person(1)]);
    valueOf(await under.dialer.assign(group, [person(1)]));
    const found = await under.dialer.lookUpBatch(group, { contacts: [person(1)], ended_at: new Date(0) });
    expect(found.assigned[0]!.job_ids).toHaveLength(2);
  });
});

describe('a group', () => {
  it('whose creation is unknown is found by its name, and is not made twice', async () => {
    await callPeople(under, [], { name: '十一月老客户回访 #11' });
    under.simulator.plan({ action: 'CreateJobGroup', kind: 'lost' });
    expect((await under.dialer.createGroup(PLAN)).state).toBe('unknown');
    const found = valueOf(await under.dialer.findGroup(PLAN.name));
    expect(found).toMatchObject({ name: PLAN.name, state: 'scheduling' });
    expect(under.simulator.world.groups.size).toBe(2);
    expect(valueOf(await under.dialer.findGroup('十一月老客户'))).toBeNull();
    under.simulator.plan({ action: 'ListJobGroups', kind: 'status', times: 3 });
    expect(troubleOf(await under.dialer.findGroup('十一月老客户'))).toMatchObject({
      state: 'refused',
      kind: 'network',
    });
  });

  it('is asked for as the vendor writes plans', async () => {
    const starts_at = new Date('2026-11-19T09:00:00+08:00');
    const ends_at = new Date('2026-11-30T18:00:00+08:00');
    valueOf(
      await under.dialer.createGroup({
        ...PLAN,
        starts_at,
        ends_at,
        repeat: { by: 'month', days: [1, 15] },
        priority: 'urgent',
        guaranteed_lines: 3,
      }),
    );
    const { params } = under.simulator.calls.at(-1)!;
    expect(params).toMatchObject({
      JobGroupName: PLAN.name,
      ScriptId: 'script-1',
      'CallingNumber.1': '057188880001',
      RingingDuration: '25',
      Priority: 'Urgent',
      MinConcurrency: '3',
    });
    expect(JSON.parse(params['StrategyJson']!)).toEqual({
      maxAttemptsPerDay: '3',
      minAttemptInterval: '30',
      routingStrategy: 'None',
      repeatBy: 'Month',
      repeatDays: ['1', '15'],
      workingTime: [{ beginTime: '09:00:00', endTime: '20:00:00' }],
      startTime: starts_at.getTime(),
      endTime: ends_at.getTime(),
    });
    expect(JSON.parse(params['RecallStrategyJson']!)).toEqual({
      emptyNumberIgnore: true,
      inArrearsIgnore: true,
      outOfServiceIgnore: true,
    });
  });

  it('is asked for again when nobody listens: nothing can have left', async () => {
    const deaf = createServer();
    await new Promise<void>((resolve) => {
      deaf.listen(0, '127.0.0.1', resolve);
    });
    const { port } = deaf.address() as { port: number };
    await new Promise((resolve) => {
      deaf.close(resolve);
    });
    const nobody = await openDialer({ dialer: { url: `http://127.0.0.1:${port}/` } });
    expect(troubleOf(await nobody.dialer.createGroup(PLAN))).toMatchObject({
      state: 'refused',
      kind: 'network',
      reason: 'no_connection',
    });
    expect(nobody.pauses).toHaveLength(2);
    await nobody.close();
  });
});

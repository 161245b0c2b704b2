import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIAL_STATE_TABLE, DIAL_STATES } from '../../../domain/calls/dial-states.ts';
import { FAILURE_REASONS } from '../../../domain/calls/failure-reasons.ts';
import { FAILURE_REASON, nameOf, TASK_STATUS } from '../../../integrations/dialer/aliyun-outbound/wire-words.ts';
import { SCRIPTED_CALLS } from '../../../integrations/dialer/aliyun-outbound/simulator/scenarios.ts';
import {
  callPeople,
  detailsOf,
  openDialer,
  people,
  person,
  PLAN,
  resultsOf,
  valueOf,
  type DialerUnderTest,
} from './open-dialer.ts';

let under: DialerUnderTest;
beforeEach(async () => {
  under = await openDialer({ settings: { lines: 200 } });
});
afterEach(async () => {
  expect(under.simulator.problems).toEqual([]);
  await under.close();
});

describe('a job', () => {
  it('waits, is on the line and ends, and is told apart from its dials', async () => {
    under.simulator.script(person(1).phone, 'interested-demo');
    const group = await callPeople(under, [person(1)], {
      starts_at: new Date('2026-11-18T10:30:00+08:00'),
      ends_at: new Date('2026-11-18T18:00:00+08:00'),
    });
    // Before the first dial the list knows neither the person nor the number.
    const [waiting] = [...(await resultsOf(under, group)).values()];
    expect(waiting).toMatchObject({ state: 'scheduling', reference_id: null, phone: null, latest: null });
    under.clock.set('2026-11-18T10:30:05+08:00');
    expect((await resultsOf(under, group)).get('lead-1')).toMatchObject({
      state: 'executing',
      phone: '13800000001',
      latest: { state: 'executing', answered: false, seconds: 0, hung_up_by: null },
    });
    under.clock.advance({ minutes: 2 });
    const result = (await resultsOf(under, group)).get('lead-1');
    expect(result).toMatchObject({
      state: 'succeeded',
      failure: null,
      latest: {
        state: 'reached_finished',
        answered: true,
        hung_up_by: 'robot',
        end_reason: 'finished',
        rejected: false,
      },
    });
    expect(result!.latest!.labels).toEqual([{ name: 'A', group: '意向' }]);
    expect(result!.latest!.seconds).toBeGreaterThan(20);
    expect(result!.latest!.called_at).toEqual(new Date('2026-11-18T10:30:00+08:00'));
  });

  it('comes in full with every dial in order and who said what', async () => {
    under.simulator.script(person(1).phone, {
      dials: [{ status: 'Busy' }, { status: 'SucceededClientHangUp', call: 'later-next-wednesday' }],
    });
    const group = await callPeople(under, [person(1)]);
    under.clock.advance({ hours: 2 });
    const job = (await detailsOf(under, group)).get('lead-1')!;
    expect(job).toMatchObject({
      group_id: group,
      state: 'succeeded',
      end_reason: 'contact_left',
      phone: '13800000001',
      name: '客户1',
      next_call_at: null,
    });
    expect(job.dials.map((dial) => dial.state)).toEqual(['busy', 'reached_contact_left']);
    const [busy, reached] = job.dials;
    expect(reached!.called_at!.getTime() - busy!.ended_at!.getTime()).toBe(30 * 60_000);
    expect(busy).toMatchObject({ conversation: [], seconds: 0, end_reason: null, hung_up_by: null });
    expect(reached).toMatchObject({
      calling_number: '057188880001',
      called_number: '13800000001',
      sip_code: '200',
      hung_up_by: 'contact',
      end_reason: 'contact_left',
      ringing_seconds: 4,
    });
    expect(reached!.conversation.map((turn) => turn.speaker)).toEqual(['robot', 'contact', 'robot', 'contact']);
    expect(reached!.conversation[1]!.text).toBe('我在开会，下周三下午再打给我吧。');
    expect(
      reached!.conversation.every((turn) => turn.at! >= reached!.called_at! && turn.at! <= reached!.ended_at!),
    ).toBe(true);
    // Each dial has a task of its own: a job's id is none of them.
    expect(new Set(job.dials.map((dial) => dial.task_id)).size).toBe(2);
    expect(job.dials.some((dial) => dial.task_id === job.job_id)).toBe(false);
  });

  it('shows its conversation only when the dialer has written it down', async () => {
    under.simulator.settings.conversation_lag_ms = 90_000;
    under.simulator.script(person(1).phone, 'renewal');
    const group = await callPeople(under, [person(1)]);
    under.clock.advance({ minutes: 1 });
    const early = (await detailsOf(under, group)).get('lead-1')!;
    expect([early.state, early.dials[0]!.conversation]).toEqual(['succeeded', []]);
    under.clock.advance({ minutes: 2 });
    expect((await detailsOf(under, group)).get('lead-1')!.dials[0]!.conversation).toHaveLength(4);
  });

  it('is there for every conversation of the book', async () => {
    const contacts = people(SCRIPTED_CALLS.length);
    for (const [at, call] of SCRIPTED_CALLS.entries()) under.simulator.script(contacts[at]!.phone, call.name);
    const group = await callPeople(under, contacts);
    under.clock.advance({ hours: 1 });
    const jobs = await detailsOf(under, group);
    for (const [at, call] of SCRIPTED_CALLS.entries()) {
      const [dial] = jobs.get(contacts[at]!.reference_id)!.dials;
      expect(
        dial!.conversation.map((turn) => turn.text),
        call.name,
      ).toEqual(call.turns);
      expect(dial!.state).toBe(TASK_STATUS[call.ends][1]);
    }
  });
});

describe('every state of the wire', () => {
  const ended = DIAL_STATES.filter((state) => state !== 'executing' && state !== 'unknown');

  it('of a dial is read, with the end of its job', async () => {
    const contacts = people(ended.length);
    for (const [at, state] of ended.entries()) under.simulator.script(contacts[at]!.phone, nameOf(TASK_STATUS, state));
    const group = await callPeople(under, contacts, { retry: { attempts_per_day: 1, minutes_between: 10 } });
    under.clock.advance({ hours: 1 });
    const results = await resultsOf(under, group);
    for (const [at, state] of ended.entries()) {
      const stopped = state === 'cancelled' || state === 'terminated';
      expect(results.get(contacts[at]!.reference_id), state).toMatchObject({
        state: stopped ? 'cancelled' : DIAL_STATE_TABLE[state].reached ? 'succeeded' : 'failed',
        latest: { state, answered: DIAL_STATE_TABLE[state].reached },
      });
    }
    // Only what was not held back before made a phone ring.
    const rang = ended.filter((state) => DIAL_STATE_TABLE[state].dialled).length;
    expect(under.simulator.world.dials).toHaveLength(rang);
  });

  it('of a failure is read', async () => {
    const contacts = people(FAILURE_REASONS.length);
    for (const [at, reason] of FAILURE_REASONS.entries())
      under.simulator.script(contacts[at]!.phone, {
        dials: [{ status: 'Failed' }],
        failure: nameOf(FAILURE_REASON, reason) as 'Unknown',
      });
    const group = await callPeople(under, contacts, { retry: { attempts_per_day: 1, minutes_between: 10 } });
    under.clock.advance({ hours: 1 });
    const [results, details] = [await resultsOf(under, group), await detailsOf(under, group)];
    for (const [at, failure] of FAILURE_REASONS.entries()) {
      expect(results.get(contacts[at]!.reference_id)).toMatchObject({ state: 'failed', failure });
      expect(details.get(contacts[at]!.reference_id)).toMatchObject({ state: 'failed', failure, end_reason: null });
    }
  });

  it('of a job is read, drafted and cancelled among them', async () => {
    const [drafted, paused, cancelled, failed] = people(4);
    under.simulator.script(drafted!.phone, 'drafted');
    for (const one of [paused, cancelled, failed]) under.simulator.script(one!.phone, 'never_answers');
    const group = await callPeople(under, people(4), { retry: { attempts_per_day: 2, minutes_between: 30 } });
    under.clock.advance({ minutes: 5 });
    valueOf(await under.dialer.suspend({ group_id: group, reference_ids: ['lead-2'] }));
    valueOf(await under.dialer.cancel({ group_id: group, reference_ids: ['lead-3'] }));
    under.clock.advance({ hours: 2 });
    const states = Array.from((await resultsOf(under, group)).values(), (job) => job.state).sort();
    expect(states).toEqual(['cancelled', 'drafted', 'failed', 'paused']);
    expect(valueOf(await under.dialer.progress(group))).toMatchObject({
      total: 4,
      paused: 1,
      cancelled: 1,
      failed: 1,
      completed: 1,
      scheduling: 0,
    });
  });

  it('of a call pushed away is told apart from one nobody heard', async () => {
    under.simulator.script(person(1).phone, 'rejected');
    const group = await callPeople(under, [person(1)], { retry: { attempts_per_day: 1, minutes_between: 10 } });
    under.clock.advance({ minutes: 5 });
    expect((await resultsOf(under, group)).get('lead-1')).toMatchObject({
      state: 'failed',
      latest: { state: 'no_answer', rejected: true },
    });
  });
});

describe('a plan', () => {
  const wave = (under: DialerUnderTest) => under.simulator.world.dials.map((dial) => dial.at);
  const shanghai = (iso: string) =>
    new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

  it('is kept: dials again after the pause, so often a day, and only within the hours', async () => {
    under.simulator.script(person(1).phone, 'always_busy');
    under.clock.set('2026-11-18T19:20:00+08:00');
    await callPeople(under, [person(1)], { retry: { attempts_per_day: 3, minutes_between: 30 } });
    under.clock.advance({ days: 3 });
    under.simulator.catchUp();
    // 19:20 and 19:50; the third would be 20:20, after hours: the next morning begins a new count.
    expect(wave(under).map(shanghai)).toEqual([
      '11-18 19:20',
      '11-18 19:50',
      '11-19 09:00',
      '11-19 09:30',
      '11-19 10:00',
    ]);
  });

  it('ends with an empty number, or dials it again where the plan says so', async () => {
    const [first, second] = [person(1), person(2)];
    for (const one of [first, second]) under.simulator.script(one.phone, 'empty_number');
    await callPeople(under, [first]);
    await callPeople(under, [second], {
      name: '空号也重拨',
      not_again_after: { empty_number: false, in_arrears: true, out_of_service: true },
    });
    under.clock.advance({ hours: 5 });
    under.simulator.catchUp();
    const dials = under.simulator.world.dials.map((dial) => dial.reference_id);
    expect(dials.filter((id) => id === 'lead-1')).toHaveLength(1);
    expect(dials.filter((id) => id === 'lead-2')).toHaveLength(3);
  });

  it('waits for its first day and repeats on its days of the week', async () => {
    under.simulator.script(person(1).phone, 'never_answers');
    // Wednesday the 18th; Monday (1) the 23rd and Thursday (4) the 19th and 26th.
    const group = await callPeople(under, [person(1)], {
      starts_at: new Date('2026-11-18T12:00:00+08:00'),
      ends_at: new Date('2026-11-27T12:00:00+08:00'),
      repeat: { by: 'week', days: [1, 4] },
      retry: { attempts_per_day: 1, minutes_between: 30 },
    });
    under.clock.advance({ days: 12 });
    under.simulator.catchUp();
    expect(wave(under).map(shanghai)).toEqual(['11-19 09:00', '11-23 09:00', '11-26 09:00']);
    expect((await resultsOf(under, group)).get('lead-1')).toMatchObject({ state: 'failed', failure: 'no_answer' });
  });

  it('gives up whom it did not get to in its time', async () => {
    under.simulator.settings.lines = 1;
    const contacts = people(40);
    for (const one of contacts) under.simulator.script(one.phone, 'interested-demo');
    const group = await callPeople(under, contacts, {
      starts_at: under.clock.now(),
      ends_at: new Date('2026-11-18T10:30:00+08:00'),
    });
    under.clock.advance({ hours: 1 });
    const jobs = [...(await resultsOf(under, group)).values()];
    const late = jobs.filter((job) => job.failure === 'time_up');
    expect(late.length).toBeGreaterThan(15);
    expect(late.every((job) => job.state === 'failed' && job.latest === null)).toBe(true);
    expect(jobs.filter((job) => job.state === 'succeeded').length).toBe(40 - late.length);
  });

  it('never has more calls at once than there are lines, and the guaranteed group goes first', async () => {
    under.simulator.settings.lines = 4;
    const [many, few] = [people(30), Array.from({ length: 6 }, (_, at) => person(100 + at))];
    for (const one of [...many, ...few]) under.simulator.script(one.phone, 'interested-price');
    await callPeople(under, many);
    await callPeople(under, few, { name: '加急', guaranteed_lines: 2 });
    under.clock.advance({ hours: 3 });
    under.simulator.catchUp();
    const spans = [...under.simulator.world.jobs.values()].flatMap((job) =>
      job.tasks.map(({ started, ends }) => [started, ends] as const),
    );
    expect(spans).toHaveLength(36);
    for (const [started] of spans)
      expect(spans.filter(([from, to]) => from <= started && started < to).length).toBeLessThanOrEqual(4);
    // The later, smaller group is done well before the bigger one.
    const lastOf = (prefix: RegExp) =>
      under.simulator.world.dials.findLastIndex((dial) => prefix.test(dial.reference_id));
    expect(lastOf(/^lead-10\d$/)).toBeLessThan(lastOf(/^lead-\d{1,2}$/) - 10);
  });

  it('that cannot be is refused by its schema', async () => {
    const { CallPlan } = await import('../../../domain/calls/call-plan.ts');
    const { success } = CallPlan.safeParse(PLAN);
    expect(success).toBe(true);
    const bad = [
      { working_hours: [] },
      { working_hours: [{ from: '18:00', to: '09:00' }] },
      {
        working_hours: [
          { from: '09:00', to: '12:00' },
          { from: '11:59', to: '14:00' },
        ],
      },
      { starts_at: new Date(0) },
      { starts_at: new Date(5), ends_at: new Date(5) },
      { repeat: { by: 'day' } },
      { repeat: { by: 'week', days: [7] }, starts_at: new Date(0), ends_at: new Date(5) },
      { retry: { attempts_per_day: 0, minutes_between: 30 } },
      { script_id: '' },
    ];
    for (const change of bad)
      expect(CallPlan.safeParse({ ...PLAN, ...change }).success, JSON.stringify(change)).toBe(false);
  });
});

it('gives the same calls for the same seed', async () => {
  const run = async (seed: number) => {
    const one = await openDialer({ seed });
    const group = await callPeople(one, people(60));
    one.clock.advance({ hours: 6 });
    const results = [...(await resultsOf(one, group)).values()].map(({ job_id, state, latest }) => [
      job_id,
      state,
      latest,
    ]);
    const dials = one.simulator.world.dials;
    await one.close();
    return { results, dials };
  };
  const [first, again, other] = [await run(3), await run(3), await run(4)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  expect(new Set(first.results.map(([, state]) => state)).size).toBeGreaterThan(1);
});

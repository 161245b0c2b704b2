import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  callPeople,
  detailsOf,
  openDialer,
  people,
  resultsOf,
  troubleOf,
  valueOf,
  type DialerUnderTest,
} from './open-dialer.ts';

let under: DialerUnderTest;
let group: string;
beforeEach(async () => {
  under = await openDialer({ settings: { lines: 2 } });
  for (const one of people(20)) under.simulator.script(one.phone, 'interested-demo');
  group = await callPeople(under, people(20));
});
afterEach(async () => {
  expect(under.simulator.problems).toEqual([]);
  await under.close();
});

const states = async () => {
  const count: Record<string, number> = {};
  for (const job of (await resultsOf(under, group)).values()) count[job.state] = (count[job.state] ?? 0) + 1;
  return count;
};

describe('a group', () => {
  it('is paused, stands still, goes on and ends', async () => {
    under.clock.advance({ seconds: 10 });
    expect(valueOf(await under.dialer.progress(group))).toMatchObject({
      state: 'executing',
      total: 20,
      executing: 2,
      scheduling: 18,
    });
    valueOf(await under.dialer.suspend({ group_id: group }));
    under.clock.advance({ hours: 2 });
    // Calls that were on the line came to their end.
    expect(await states()).toEqual({ succeeded: 2, paused: 18 });
    expect(valueOf(await under.dialer.progress(group))).toMatchObject({ state: 'paused', paused: 18, completed: 2 });
    valueOf(await under.dialer.suspend({ group_id: group }));
    valueOf(await under.dialer.resume({ group_id: group }));
    under.clock.advance({ hours: 2 });
    expect(await states()).toEqual({ succeeded: 20 });
    expect(valueOf(await under.dialer.progress(group))).toMatchObject({ state: 'completed', completed: 20 });
    expect(under.simulator.world.dials).toHaveLength(20);
  });

  it('is cancelled for good, but for who is on the line', async () => {
    under.clock.advance({ seconds: 10 });
    valueOf(await under.dialer.cancel({ group_id: group }));
    valueOf(await under.dialer.resume({ group_id: group }));
    under.clock.advance({ days: 1 });
    expect(await states()).toEqual({ succeeded: 2, cancelled: 18 });
    expect(valueOf(await under.dialer.progress(group))).toMatchObject({ state: 'cancelled', cancelled: 18 });
    expect(troubleOf(await under.dialer.assign(group, people(1)))).toMatchObject({
      state: 'refused',
      kind: 'business',
    });
  });

  it('does not stand for others', async () => {
    const other = await callPeople(under, people(2), { name: '另一个任务' });
    valueOf(await under.dialer.cancel({ group_id: group }));
    under.clock.advance({ hours: 2 });
    const results = await resultsOf(under, other);
    expect(Array.from(results.values(), (job) => job.state)).toEqual(['succeeded', 'succeeded']);
  });
});

describe('some jobs', () => {
  it('are cancelled by our ids or by the dialer’s', async () => {
    valueOf(await under.dialer.suspend({ group_id: group }));
    valueOf(await under.dialer.resume({ group_id: group }));
    valueOf(await under.dialer.cancel({ group_id: group, reference_ids: ['lead-19', 'lead-20'] }));
    const found = await under.dialer.lookUpBatch(group, {
      contacts: [{ reference_id: 'lead-18' }],
      ended_at: new Date(0),
    });
    valueOf(await under.dialer.cancel({ job_ids: found.assigned[0]!.job_ids }));
    under.clock.advance({ hours: 3 });
    const jobs = await detailsOf(under, group).catch(() => null);
    expect(jobs).not.toBeNull();
    const cancelled = [...jobs!.values()].filter((job) => job.state === 'cancelled').map((job) => job.reference_id);
    expect(cancelled.sort()).toEqual(['lead-18', 'lead-19', 'lead-20']);
  });

  it('are sent in calls of 99', async () => {
    const reference_ids = Array.from({ length: 150 }, (_, at) => `lead-${at + 1}`);
    valueOf(await under.dialer.suspend({ group_id: group, reference_ids }));
    const sizes = under.simulator.calls
      .filter((call) => call.action === 'SuspendJobs')
      .map(({ params }) => [
        Object.keys(params).filter((name) => name.startsWith('JobReferenceId.')).length,
        params['All'],
      ]);
    expect(sizes).toEqual([
      [99, 'false'],
      [51, 'false'],
    ]);
  });

  it.each([
    ['no group', { group_id: '' }],
    ['no ids', { job_ids: [] }],
    ['no ids of ours', { group_id: 'g', reference_ids: [] }],
    ['an empty id', { job_ids: ['a', ''] }],
    ['ids without a group', { group_id: '', reference_ids: ['lead-1'] }],
  ])('that are none at all never mean everybody: %s', async (_why, selection) => {
    const before = under.simulator.calls.length;
    expect(troubleOf(await under.dialer.cancel(selection))).toMatchObject({
      state: 'refused',
      reason: 'invalid_request',
    });
    expect(under.simulator.calls.length).toBe(before);
  });
});

it('is repeated when its answer is lost, for the same once more changes nothing', async () => {
  under.simulator.plan({ action: 'SuspendJobs', kind: 'lost', times: 2 });
  valueOf(await under.dialer.suspend({ group_id: group }));
  under.simulator.plan({ action: 'ResumeJobs', kind: 'lost', times: 3 });
  expect(troubleOf(await under.dialer.resume({ group_id: group }))).toMatchObject({
    state: 'unknown',
    kind: 'network',
  });
  expect(under.simulator.calls.filter((call) => call.action === 'SuspendJobs')).toHaveLength(3);
});

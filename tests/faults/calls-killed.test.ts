import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectOnceEach } from '../support/call-history.ts';
import { howOften } from '../support/how-often.ts';
import type { MonitorProcess } from '../support/monitor-process.ts';
import { ENDINGS, twoMonitors, type TwoMonitors } from '../support/two-monitors.ts';
import type { Gate } from './children/commit-gate.ts';

/*
 * Two monitors in processes of their own on one database. One of them stops before or after a commit, says that it is there, and
 * is killed; the other one looks meanwhile, and takes over when lease and heartbeat ran out. Then the other one is the next to
 * be killed.
 */
let world: TwoMonitors;
/** The next to be killed, who takes over, and who comes then. */
let victim: MonitorProcess;
let other: MonitorProcess;
let spare: Promise<MonitorProcess>;

beforeAll(async () => {
  world = await twoMonitors({ conversation_lag_ms: 60_000 });
  [victim, other] = await Promise.all([world.start(), world.start()]);
  spare = world.start();
}, 240_000);
afterAll(async () => {
  await spare;
  await world.stop();
});

/** Kills the first monitor at the gate. @returns where it stood; undefined when it never came there */
async function killAt(gate: Gate): Promise<string | undefined> {
  const { calls } = world;
  const task = await world.begin(ENDINGS);
  await victim.stopAt(gate);
  let place: string | undefined;
  for (let looks = 0; looks < 4 && place === undefined; looks += 1) {
    if (looks > 0) calls.clock.advance({ minutes: 5 });
    const done = victim.tick(calls.clock.now());
    place = await Promise.race([victim.atGate(), done.then(() => undefined)]);
  }
  if (place === undefined) return undefined;
  // The other one looks while this one is in work: it may wait for a row, but takes nothing away.
  calls.clock.advance({ seconds: 5 });
  const looked = other.tick(calls.clock.now());
  if (gate.when === 'after') await looked;
  await victim.kill();
  await looked;
  await world.lookUntilThrough(task, other);
  await expectOnceEach(calls, task, `killed ${gate.when} ${place}`);
  [victim, other] = [other, await spare];
  spare = world.start();
  return place;
}

/** Every step of the way, from the batch that is handed over to the first judgement. */
const STEPS: readonly (readonly [string, Gate['when'], string])[] = [
  ['a batch was stored, before it is sent', 'after', 'insert into call_batch'],
  ['the dialer took a batch, before that is noted', 'before', `update call_batch set state = 'assigned'`],
  ['the task was claimed', 'after', 'set processing_token'],
  ['job ids were read, before they are kept', 'before', 'set call_job_id = j.job'],
  ['a page of results was read, before it is kept', 'before', 'set call_status = coalesce'],
  ['a page of results was kept', 'after', 'set call_status = coalesce'],
  ['follow-ups were asked for', 'after', 'set follow_asked_at'],
  ['a call was judged, before that is kept', 'before', 'set leads_follow_id'],
];
/** The last steps, in the long form: the short one has to be short. */
const LAST_STEPS: typeof STEPS = [
  ['a call was judged', 'after', 'set leads_follow_id'],
  ['the task moves on', 'before', 'set task_type = \\$2'],
  ['the task moved on', 'after', 'set task_type = \\$2'],
];

it.each(howOften(0, 1) === 1 ? [...STEPS, ...LAST_STEPS] : STEPS)(
  'killed when %s: the other one finishes, everything once',
  async (_words, when, wrote) => {
    expect(await killAt({ when, wrote })).toBeDefined();
  },
  180_000,
);

it.runIf(howOften(0, 1) === 1)(
  'killed at each commit of the whole way, before and after it',
  async () => {
    for (const when of ['before', 'after'] as const) {
      let nth = 1;
      for (let place: string | undefined = ''; place !== undefined; nth += 1) place = await killAt({ when, nth });
      expect(nth, 'commits of a task').toBeGreaterThan(20);
    }
  },
  600_000,
);

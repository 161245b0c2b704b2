import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { queryOne } from '../../db/query.ts';
import { keepMark, takeMark } from '../../domain/calls/tasks/task-mark.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { LeadView } from '../../kernel/contracts/crm.ts';
import { callScope } from '../../server/calls/call-jobs.ts';
import { expectOnceEach } from '../support/call-history.ts';
import { phoneOf } from '../support/call-world.ts';
import { ok } from '../support/crm-client.ts';
import { howOften } from '../support/how-often.ts';
import type { MonitorProcess } from '../support/monitor-process.ts';
import { ENDINGS, twoMonitors, type TwoMonitors } from '../support/two-monitors.ts';
import type { Gate } from './children/commit-gate.ts';

/* Two monitors in processes of their own, neither of them dead: one stands still, or the vendor, the model, the database do. */
/** The embedded database has one session for all, and ends with its process. */
const ON_SERVER = process.env['DATABASE_URL'] !== undefined;
let world: TwoMonitors;
let one: MonitorProcess;
let two: MonitorProcess;
let silent: Server;

beforeAll(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  world = await twoMonitors();
  [one, two] = await Promise.all([world.start({ timeoutMs: 1000 }), world.start({ timeoutMs: 1000 })]);
}, 240_000);
afterAll(async () => {
  await world.stop();
  silent.closeAllConnections();
  silent.close();
});
afterEach(() => {
  world.calls.simulator.clearFaults();
  Object.assign(world.calls.simulator.settings, { conversation_lag_ms: 0, throttle_every: 0, lines: 2000 });
});

const STANDS: readonly (readonly [string, string, readonly string[]])[] = [
  ['it claimed the task', 'set processing_token', ENDINGS],
  ['it kept the job ids', 'set call_job_id = j.job', ENDINGS],
  ['it kept a page of results', 'set call_status = coalesce', ENDINGS],
  ['it asked for follow-ups', 'set follow_asked_at', ENDINGS],
  // Of one person: with several it would stand still in the transactions of the others.
  ['it judged a call', 'set leads_follow_id', ['interested-demo']],
];

/** Lets the first monitor work until it stands at the gate. @returns its work, which ends when the gate is opened */
async function standAt(gate: Gate): Promise<{ readonly done: Promise<string> }> {
  await one.stopAt(gate);
  for (let looks = 0; looks < 4; looks += 1) {
    if (looks > 0) await world.fiveMinutes();
    const done = one.tick(world.calls.clock.now());
    if (await Promise.race([one.atGate(), done.then(() => '')])) return { done };
  }
  throw new Error(`it never came to ${JSON.stringify(gate)}`);
}

it.each(STANDS)(
  'stands still after %s, longer than its lease: the other one takes over, and it changes nothing when it wakes',
  async (_words, wrote, endings) => {
    const { calls } = world;
    const task = await world.begin(endings);
    const { done } = await standAt({ when: 'after', wrote });
    one.signal('SIGSTOP');
    await world.lookUntilThrough(task, two);
    await expectOnceEach(calls, task, 'while it stands');
    one.signal('SIGCONT');
    await one.open();
    await done;
    await expectOnceEach(calls, task, 'when it woke');
    await world.fiveMinutes();
    await Promise.all([one.tick(calls.clock.now()), two.tick(calls.clock.now())]);
    await expectOnceEach(calls, task, 'after all');
  },
  180_000,
);

it.runIf(ON_SERVER && howOften(0, 1) === 1)(
  'stands still in the middle of a transaction: the database ends its session within a minute, and the other one goes on',
  async () => {
    for (const wrote of ['set call_status = coalesce', 'set leads_follow_id']) {
      const task = await world.begin(ENDINGS);
      const { done } = await standAt({ when: 'before', wrote });
      one.signal('SIGSTOP');
      await world.lookUntilThrough(task, two);
      one.signal('SIGCONT');
      await one.open();
      await done;
      await expectOnceEach(world.calls, task, `stood before the commit of ${wrote}`);
    }
  },
  400_000,
);

it('everybody once while the vendor throttles, loses answers, answers too late and moves its pages', async () => {
  const { calls, sales } = world;
  const { simulator } = calls;
  Object.assign(simulator.settings, { throttle_every: 7, lines: 40, conversation_lag_ms: 7 * 60_000 });
  const numbers = world.numbers(Array.from({ length: 120 }, (_, n) => ENDINGS[n % ENDINGS.length]!));
  // A number that stands in the list twice, and one that stands in two leads.
  const phone = phoneOf(numbers[0]!);
  for (const name of ['甲', '乙']) await ok<LeadView>(sales, 'POST', '/leads', { name, phone });
  const listed = [...numbers, numbers[1]!].map((n) => ({ phone: phoneOf(n), name: `客户${n}` }));
  simulator.plan(
    { action: 'CreateJobGroup', kind: 'lost' },
    { action: 'AssignJobs', kind: 'lost' },
    { action: 'AssignJobs', kind: 'slow', ms: 1500, skip: 1 },
    { action: 'AssignJobs', kind: 'status', status: 503, code: 'ServiceUnavailable', skip: 2 },
    { action: 'AssignJobs', kind: 'cut', skip: 2 },
    { action: 'QueryJobsWithResult', kind: 'malformed', params: { PageNumber: '2' } },
    { action: 'QueryJobsWithResult', kind: 'status', status: 500, times: 2, skip: 2 },
    { action: 'ListJobs', kind: 'cut', skip: 1 },
    { action: 'ListJobs', kind: 'status', status: 500, times: 8, skip: 3 },
  );
  const task = await calls.create(sales, { from: { by: 'people', people: listed }, start: true });
  expect(task).toMatchObject({ total: 120, skipped: 1 });
  await world.lookUntilThrough(task.id, one, two);
  expect((await expectOnceEach(calls, task.id, 'a bad day of the vendor')).records).toBe(120);
  expect(new Set(simulator.calls.flatMap((call) => call.fault ?? []))).toEqual(
    new Set(['lost', 'slow', 'status', 'cut', 'malformed']),
  );
}, 240_000);

it('a model that never answers leaves the built-in understanding its turn: nobody stays unjudged', async () => {
  const { calls } = world;
  const { port } = silent.address() as AddressInfo;
  const environment = {
    LLM_BASE_URL: `http://127.0.0.1:${port}/v1`,
    LLM_API_KEY: 'a key',
    LLM_MODEL: 'never-answers',
    CALLS_ANALYSIS_MS: '5000',
  };
  const asking = await world.start({ environment });
  const task = await world.begin(ENDINGS);
  await asking.tick(calls.clock.now());
  await world.lookUntilThrough(task, asking);
  const { bases } = await expectOnceEach(calls, task, 'a model that hangs');
  expect(bases.toSorted()).toEqual(['analysis', 'analysis', 'analysis', 'ending', 'ending', 'ending']);
  const by = await calls.sql<{ judged_by: string }>(
    `select distinct judged_by from dcc_leads_follow f join leads_task_list r on r.id = f.record_id where r.task_id = $1`,
    [task],
  );
  expect(by.map((row) => row.judged_by)).toEqual([expect.stringContaining('built-in')]);
}, 180_000);

it
  .runIf(ON_SERVER && howOften(0, 1) === 1)
  .each(['insert into call_batch', 'set call_job_id = j.job', 'set call_status = coalesce', 'set leads_follow_id'])(
  'goes on when the database broke every connection before the commit of: %s',
  async (wrote) => {
    const { calls } = world;
    const task = await world.begin(ENDINGS);
    const { done } = await standAt({ when: 'before', wrote });
    await calls.sql(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await one.open();
    await done;
    await world.lookUntilThrough(task, one, two);
    await expectOnceEach(calls, task, 'a database that was away');
  },
  180_000,
);

it('a session that stands still in a transaction of a task is ended by the database', async () => {
  const { calls } = world;
  const task = await world.begin(['never_answers']);
  const scope = callScope(calls.world.service.parts);
  const mark = (await takeMark(scope, task))!;
  const limit = await inTransaction(scope, async (inner) => {
    await keepMark(inner, mark);
    return await queryOne<{ ms: string }>(
      inner.em,
      `select current_setting('idle_in_transaction_session_timeout') as ms`,
    );
  });
  expect(limit).toEqual({ ms: '1min' });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAILURE_REASON, JOB_STATUS, TASK_STATUS } from '../../integrations/dialer/aliyun-outbound/wire-words.ts';
import type { CallDigest } from '../../kernel/contracts/call-statistics.ts';
import type { CallTaskDetail } from '../../kernel/contracts/call-tasks.ts';
import { JOB_STATE_TABLE } from '../../domain/calls/job-states.ts';
import { CALLS, callWorld, phoneOf, PLAN, type CallWorld } from '../support/call-world.ts';
import type { TestClient } from '../support/service.ts';

/** Leads through the dialer's simulator over HTTP, with every status the vendor knows, from creation to followed up. */
const LEADS = 150;
let calls: CallWorld;
let sales: TestClient;

beforeAll(async () => {
  calls = await callWorld();
  sales = await calls.world.as('salesperson', { team: '华东团队', name: '王磊' });
});
afterAll(async () => {
  expect(calls.simulator.problems).toEqual([]);
  await calls.stop();
});

it('calls every lead, and follows each of them up once, whatever became of the call', async () => {
  await calls.sql(
    `insert into lead (id, code, name, phone, status, owner_id, team_id, search_text, created_at, updated_at)
     select gen_random_uuid(), 'T' || n, '线索' || n, '139' || lpad(n::text, 8, '0'), 'new', u.id, u.team_id, '', $2, $2
     from generate_series(1, $3::int) n, app_user u where u.id = $1`,
    [sales.userId, calls.clock.now(), LEADS],
  );
  const leads = await calls.sql<{ id: string }>('select id from lead order by phone');
  const endings = [
    ...Object.keys(TASK_STATUS).filter((status) => status !== 'Executing'),
    ...Object.keys(FAILURE_REASON),
    'interested-demo',
    'not-interested',
    'do-not-call',
    'busy_twice_then_reached',
    'drafted',
  ];
  for (let n = 1; n <= LEADS; n += 1) calls.simulator.script(phoneOf(n), endings[n % endings.length]!);
  const task = await calls.create(sales, {
    name: '各种结果',
    from: { by: 'leads', ids: leads.map(({ id }) => id) },
    plan: { ...PLAN, retry: { attempts_per_day: 3, minutes_between: 10 } },
    start: true,
  });
  await calls.world.service.parts.engine.drain(calls.clock.now());
  const read = async (): Promise<CallTaskDetail> =>
    (await sales.call<CallTaskDetail>('GET', `${CALLS}/tasks/${task.id}`)).body;
  const seen = [task.task_type];
  for (let look = 0; look < 24 && seen.at(-1) !== 'followed_up'; look += 1) {
    await calls.pass(5);
    const { task_type } = await read();
    if (task_type !== seen.at(-1)) seen.push(task_type);
    // Jobs that were drafted at the dialer wait until the task is cancelled; everything else has rung by then.
    if (look === 12) {
      const { version } = await read();
      await sales.call('POST', `${CALLS}/tasks/${task.id}/cancel`, { version });
    }
  }
  expect(seen).toEqual(expect.arrayContaining(['drafted', 'calling', 'followed_up']));
  expect(await read()).toMatchObject({ total: LEADS, final: LEADS, followed: LEADS });
}, 120_000);

it('has every state of a job and of a dial among its records, by the real reason', async () => {
  const rows = await calls.sql<{ status: string; dial: string; count: number }>(
    'select call_status as status, dial_state as dial, count(*)::int as count from leads_task_list group by 1, 2',
  );
  const final = Object.values(JOB_STATUS).flatMap(([, state]) => (JOB_STATE_TABLE[state].final ? [state] : []));
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(final));
  const dials = new Set(rows.map(({ dial }) => dial));
  const ended = Object.values(TASK_STATUS).flatMap(([, state]) => (state === 'executing' ? [] : [state]));
  expect(ended.filter((state) => !dials.has(state))).toEqual([]);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(LEADS);
});

it('leaves one follow-up and one call on the timeline of each lead, and nobody reserved', async () => {
  const [counted] = await calls.sql<Record<string, number>>(
    `select (select count(*)::int from dcc_leads_follow) as follows,
       (select count(distinct record_id)::int from dcc_leads_follow) as followed,
       (select count(*)::int from leads_task_list r join dcc_leads_follow f on f.id = r.leads_follow_id
          where f.record_id = r.id and f.is_interested = r.is_interested) as linked,
       (select count(*)::int from leads_task_list where call_status <> 'cancelled') as called,
       (select count(*)::int from activity where status = 'done' and external_id like 'call:%') as told,
       (select count(distinct lead_id)::int from activity where status = 'done' and external_id like 'call:%') as leads,
       (select count(*)::int from activity where status = 'planned' and external_id like 'call-next:%') as planned,
       (select count(*)::int from dcc_leads_follow where next_activity_id is not null) as next,
       (select count(*)::int from call_reservation) as reserved`,
  );
  expect(counted).toMatchObject({ follows: LEADS, followed: LEADS, linked: LEADS, reserved: 0 });
  expect(counted!['told']).toBe(counted!['called']);
  expect(counted!['leads']).toBe(counted!['called']);
  expect(counted!['planned']).toBe(counted!['next']);
  expect(counted!['planned']).toBeGreaterThan(LEADS / 4);
  // Nobody rang more often than the plan allows.
  const rang = new Map<string, number>();
  for (const { phone } of calls.simulator.world.dials) rang.set(phone, (rang.get(phone) ?? 0) + 1);
  expect(Math.max(...rang.values())).toBeLessThanOrEqual(3);
  expect(new Set([...calls.simulator.world.jobs.values()].map((job) => job.contact.referenceId)).size).toBe(LEADS);
});

it('is summed up by the same numbers, and kept so', async () => {
  const digest = (await sales.call<CallDigest>('GET', `${CALLS}/statistics`)).body as unknown as { all: CallDigest };
  const [counted] = await calls.sql<Record<string, number>>(
    `select (count(*) filter (where call_status = 'succeeded'))::int as reached,
       (count(*) filter (where is_interested = 'interested'))::int as interested,
       (count(*) filter (where is_interested = 'not_interested'))::int as not_interested from leads_task_list`,
  );
  expect(digest.all).toMatchObject({ total: LEADS, ...counted });
  const failed = digest.all.reasons.reduce((sum, { count }) => sum + count, 0);
  expect(failed).toBe(LEADS - counted!['reached']!);
  const [kept] = await calls.sql<{ digest: CallDigest }>('select digest from call_tasks');
  expect(kept!.digest).toEqual(digest.all);
});

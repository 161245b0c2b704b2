import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AssignmentRuleView } from '../../kernel/contracts/assignment.ts';
import type { CallTaskDetail } from '../../kernel/contracts/call-tasks.ts';
import type { ActivityView, CustomerView, ContactView, LeadView } from '../../kernel/contracts/crm.ts';
import { newId } from '../../kernel/ids.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { ok } from '../support/crm-client.ts';
import { CALLS, callWorld, people, phoneOf, PLAN, type CallWorld } from '../support/call-world.ts';
import type { TestClient } from '../support/service.ts';

let calls: CallWorld;
let sales: TestClient;
let manager: TestClient;

beforeAll(async () => {
  calls = await callWorld({ environment: { CALLS_ANALYSIS_MS: '300' } });
  sales = await calls.world.as('salesperson', { team: '华东团队', name: '王磊' });
  manager = await calls.world.as('sales_manager', { team: '华东团队' });
});
afterAll(async () => {
  expect(calls.simulator.problems).toEqual([]);
  await calls.stop();
});

const drain = async (): Promise<number> => await calls.world.service.parts.engine.drain(calls.clock.now());
const run = async (client: TestClient, more: object): Promise<CallTaskDetail> => {
  const task = await calls.create(client, { ...more, start: true });
  await drain();
  await calls.pass(10);
  return (await client.call<CallTaskDetail>('GET', `${CALLS}/tasks/${task.id}`)).body;
};

it('an interested lead without an owner is given out by the rules, with the task for whoever gets it', async () => {
  await ok<AssignmentRuleView>(manager, 'POST', '/assignment-rules', {
    name: '外呼有意向',
    method: 'round_robin',
    members: [sales.userId],
    respect_hours: false,
  });
  const waiting = await ok<LeadView>(manager, 'POST', '/leads', {
    name: '待分配',
    phone: '13600000001',
    owner_id: null,
  });
  calls.simulator.script('13600000001', 'interested-demo');
  const task = await run(manager, { from: { by: 'leads', ids: [waiting.id] } });
  expect(task).toMatchObject({ task_type: 'followed_up', interested: 1 });
  const given = await ok<LeadView>(sales, 'GET', `/leads/${waiting.id}`);
  expect(given).toMatchObject({ owner_name: '王磊', score: expect.any(Number) });
  const planned = await ok<Page<ActivityView>>(sales, 'GET', `/activities?lead_id=${waiting.id}&status=planned`);
  expect(planned.items).toMatchObject([{ owner_name: '王磊', subject: expect.stringContaining('有意向') }]);
});

it('a number in two leads is called once; its follow-up belongs to the one that was called', async () => {
  const [one, two] = await Promise.all(
    ['甲', '乙'].map((name) => ok<LeadView>(sales, 'POST', '/leads', { name, phone: '13600000002' })),
  );
  calls.simulator.script('13600000002', 'not-interested');
  const task = await run(sales, { from: { by: 'leads', ids: [one!.id, two!.id] } });
  expect(task).toMatchObject({ total: 1, skipped: 1, followed: 1 });
  expect(task.skipped_rows[0]).toMatchObject({ row: 2, reason: 'duplicate' });
  expect(calls.simulator.world.dials.filter((dial) => dial.phone === '13600000002')).toHaveLength(1);
  const follows = await calls.sql<{ leads_id: string }>(
    'select leads_id from dcc_leads_follow where leads_id = any ($1)',
    [[one!.id, two!.id]],
  );
  expect(follows).toEqual([{ leads_id: one!.id }]);
});

it('who asks not to be called is left alone on other channels too', async () => {
  const customer = await ok<CustomerView>(sales, 'POST', '/customers', { name: '江海机电' });
  const contact = await ok<ContactView>(sales, 'POST', '/contacts', {
    customer_id: customer.id,
    name: '何总',
    phone: '13600000003',
  });
  const person = newId();
  await calls.sql(
    `insert into channel_person (id, channel, place, external_id, name, stable, contact_id, created_at, updated_at)
     values ($1, 'gewe', '', 'wxid_he', '何总', true, $2, now(), now())`,
    [person, contact.id],
  );
  calls.simulator.script('13600000003', 'do-not-call');
  await run(sales, { from: { by: 'people', people: [{ phone: '13600000003', name: '何总' }] } });
  const noted = await calls.sql<{ reason: string }>('select reason from do_not_disturb where person_id = $1', [person]);
  expect(noted).toEqual([{ reason: expect.stringContaining('别再打了') as string }]);
  // The call stands on the customer's timeline.
  const timeline = await ok<{ items: { title: string }[] }>(sales, 'GET', `/customers/${customer.id}/timeline`);
  expect(JSON.stringify(timeline.items)).toContain('外呼');
});

it('a wish not to be disturbed, told on a channel, keeps the robot from calling', async () => {
  await calls.sql(`update do_not_call set lifted_at = now() where phone_key = '13600000003'`);
  const refused = await sales.call<{ error: { details: { rows: { reason: string }[] } } }>('POST', `${CALLS}/tasks`, {
    name: '再打',
    plan: PLAN,
    from: { by: 'people', people: [{ phone: '13600000003', name: '何总' }] },
  });
  expect(refused.body.error.details.rows).toMatchObject([{ reason: 'do_not_disturb' }]);
});

it('an analyst that hangs holds nothing up: a basic follow-up at its deadline', async () => {
  calls.analyst = () => new Promise(() => undefined);
  calls.simulator.script(phoneOf(301), 'interested-demo');
  const task = await run(sales, { from: people(301) });
  calls.analyst = undefined;
  expect(task).toMatchObject({ task_type: 'followed_up', followed: 1, interested: 0 });
  const [follow] = await calls.sql<{ basis: string; leads_remark: string }>(
    'select f.basis, f.leads_remark from dcc_leads_follow f join leads_task_list r on r.id = f.record_id where r.task_id = $1',
    [task.id],
  );
  expect(follow).toMatchObject({ basis: 'basic', leads_remark: expect.stringContaining('还没有分析') as string });
});

it('takes a file as Chinese spreadsheets write it', async () => {
  const form = new FormData();
  form.append('task', JSON.stringify({ name: '展会名单', plan: PLAN }));
  const table = iconv.encode(`姓名,手机号\n王总,${phoneOf(310)}\n`, 'gb18030');
  form.append('file', new Blob([new Uint8Array(table)]), '名单.csv');
  const made = await sales.call<CallTaskDetail>('POST', `${CALLS}/tasks/upload`, form);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.body).toMatchObject({ task_name: '展会名单', total: 1, source: 'csv' });
  expect((await sales.call('POST', `${CALLS}/tasks/upload`, new FormData())).status).toBe(400);
});

it('tells live what a task does', async () => {
  const task = await calls.create(sales, { from: people(320) });
  calls.simulator.script(phoneOf(320), 'never_answers');
  const stop = new AbortController();
  const answer = await fetch(`${calls.world.url}${CALLS}/tasks/${task.id}/events`, {
    headers: { authorization: `Bearer ${sales.token}` },
    signal: stop.signal,
  });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toContain('"task_type":"drafted"');
  await sales.call('POST', `${CALLS}/tasks/${task.id}/start`, { version: 1 });
  expect((await reader.read()).value).toContain('started');
  stop.abort();
});

it('60 people of the common mix: every one final, judged once, with one follow-up', async () => {
  const all = Array.from({ length: 60 }, (_, n) => 2000 + n);
  const task = await run(manager, { from: people(...all) });
  expect(task).toMatchObject({ task_type: 'followed_up', total: 60, final: 60, followed: 60 });
  const [counted] = await calls.sql<{ records: number; follows: number; open: number }>(
    `select count(distinct r.id)::int as records, count(f.id)::int as follows,
       (select count(*)::int from call_reservation v join leads_task_list q on q.id = v.record_id where q.task_id = $1) as open
     from leads_task_list r left join dcc_leads_follow f on f.record_id = r.id where r.task_id = $1`,
    [task.id],
  );
  expect(counted).toEqual({ records: 60, follows: 60, open: 0 });
});

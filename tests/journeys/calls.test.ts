import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityView, LeadView } from '../../kernel/contracts/crm.ts';
import type { CallDiagnosis } from '../../kernel/contracts/call-diagnosis.ts';
import type { CallFollowView } from '../../kernel/contracts/call-follow-ups.ts';
import type { CallRecordDetail, CallRecordView } from '../../kernel/contracts/call-records.ts';
import type { CallDigest } from '../../kernel/contracts/call-statistics.ts';
import type { CallTaskDetail } from '../../kernel/contracts/call-tasks.ts';
import type { DoNotCallView } from '../../kernel/contracts/do-not-call.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { CALLS, callWorld, people, phoneOf, PLAN, type CallWorld } from '../support/call-world.ts';
import type { TestClient } from '../support/service.ts';

type Refused = { error: { code: string; message: string } };
let calls: CallWorld;
let sales: TestClient;
let manager: TestClient;
let admin: TestClient;

beforeAll(async () => {
  calls = await callWorld();
  sales = await calls.world.as('salesperson', { team: '华东团队', name: '王磊' });
  manager = await calls.world.as('sales_manager', { team: '华东团队' });
  admin = await calls.world.as('administrator');
});
afterAll(async () => await calls.stop());
afterEach(() => {
  expect(calls.simulator.problems).toEqual([]);
  calls.analyst = undefined;
});

const lead = async (name: string, phone: string, client = sales): Promise<LeadView> =>
  (await client.call<LeadView>('POST', '/api/v1/crm/leads', { name, phone })).body;
const start = async (task: CallTaskDetail, client = sales): Promise<void> => {
  const started = await client.call('POST', `${CALLS}/tasks/${task.id}/start`, { version: task.version });
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  await calls.world.service.parts.engine.drain(calls.clock.now());
};
const read = async (id: string): Promise<CallTaskDetail> =>
  (await admin.call<CallTaskDetail>('GET', `${CALLS}/tasks/${id}`)).body;
const records = async (id: string): Promise<CallRecordView[]> =>
  (await admin.call<Page<CallRecordView>>('GET', `${CALLS}/records?task_id=${id}&page_size=200`)).body.items;
const follows = async (id: string): Promise<CallFollowView[]> =>
  (await admin.call<Page<CallFollowView>>('GET', `${CALLS}/follow-ups?task_id=${id}&page_size=200`)).body.items;
const dials = (phone: string): number => calls.simulator.world.dials.filter((dial) => dial.phone === phone).length;

describe('from a list of leads to judged follow-ups', () => {
  it('makes, starts, watches and ends a task, and puts every call on the timeline of its lead', async () => {
    const keen = await lead('愿意演示', '13700000001');
    const busy = await lead('占线', '13700000002');
    const empty = await lead('空号', '13700000003');
    const no = await lead('不需要', '13700000004');
    calls.simulator.script('13700000001', 'interested-demo');
    calls.simulator.script('13700000002', 'always_busy');
    calls.simulator.script('13700000003', 'empty_number');
    calls.simulator.script('13700000004', 'not-interested');
    const task = await calls.create(sales, { from: { by: 'leads', ids: [keen.id, busy.id, empty.id, no.id] } });
    expect(task).toMatchObject({ task_type: 'drafted', total: 4, skipped: 0, job_group_id: null });
    await start(task);
    expect(await read(task.id)).toMatchObject({ task_type: 'calling', job_group_id: expect.any(String) });

    await calls.pass(10);
    expect(await read(task.id)).toMatchObject({ task_type: 'followed_up', final: 4, followed: 4, interested: 1 });
    const byName = new Map((await records(task.id)).map((one) => [one.leads_name, one]));
    expect(byName.get('愿意演示')).toMatchObject({
      call_status: 'succeeded',
      is_interested: 'interested',
      has_conversation: true,
    });
    expect(byName.get('愿意演示')!.call_job_id).not.toBeNull();
    expect(byName.get('占线')).toMatchObject({
      call_status: 'failed',
      ending: '占线',
      next_step: 'call_again',
      is_interested: 'unclear',
    });
    expect(byName.get('空号')).toMatchObject({ ending: '空号', next_step: 'mark_number_invalid' });
    expect(byName.get('不需要')).toMatchObject({ is_interested: 'not_interested' });

    const [planned] = (
      await sales.call<Page<ActivityView>>('GET', `/api/v1/crm/activities?lead_id=${keen.id}&status=planned`)
    ).body.items;
    expect(planned).toMatchObject({ kind: 'call', owner_name: '王磊', subject: expect.stringContaining('有意向') });
    const again = (await follows(task.id)).find((one) => one.leads_name === '占线')!;
    expect(again.leads_remark).toContain('客户未接电话，未打通');
    const ended = (
      await calls.sql<{ at: string }>('select iso(ended_at) as at from leads_task_list where id = $1', [
        again.record_id,
      ])
    )[0]!;
    expect(new Date(again.next_follow_time!).getTime() - new Date(ended.at).getTime()).toBe(2 * 3_600_000);
    const done = (await sales.call<Page<ActivityView>>('GET', `/api/v1/crm/activities?lead_id=${no.id}&status=done`))
      .body;
    expect(done.items).toHaveLength(1);
    expect(done.items[0]!.content).toContain('原话');
  });

  it('names rows that cannot be called, in Chinese, and does not call them', async () => {
    await admin.call('POST', `${CALLS}/do-not-call`, { phone: phoneOf(103), evidence: '投诉过' });
    const task = await calls.create(sales, {
      from: {
        by: 'csv',
        text: `姓名,手机号,同意外呼,产品\n甲,${phoneOf(101)},,企业版\n乙,1390000,,\n丙,${phoneOf(101)},,\n丁,${phoneOf(103)},,\n戊,${phoneOf(104)},否,\n己,,,\n`,
      },
    });
    expect(task.total).toBe(1);
    expect(task.skipped_rows.map((row) => [row.row, row.reason])).toEqual([
      [2, 'bad_phone'],
      [3, 'duplicate'],
      [4, 'do_not_call'],
      [5, 'no_consent'],
      [6, 'no_phone'],
    ]);
    expect(task.skipped_rows[1]!.message).toBe('第 3 行（丙）：号码和前面的第 1 行重复。');
    expect(task.skipped_rows[2]!.phone).toBe('139****0103');
    const kept = await calls.sql<{ variables: object }>('select variables from leads_task_list where task_id = $1', [
      task.id,
    ]);
    expect(kept).toEqual([{ variables: { 产品: '企业版' } }]);
    const nobody = await sales.call<Refused>('POST', `${CALLS}/tasks`, {
      name: '空',
      plan: PLAN,
      from: people(103),
    });
    expect(nobody.body.error).toMatchObject({ code: 'calls.nobody_to_call' });
    expect(nobody.body.error.message).toContain('免打扰');
  });

  it('reserves a number and a lead: overlapping tasks do not call twice', async () => {
    const one = await lead('两个号码', '13700000010');
    const first = await calls.create(sales, { from: { by: 'leads', ids: [one.id] } });
    const second = await calls.create(sales, {
      from: {
        by: 'people',
        people: [
          { phone: '13700000010', name: '同号' },
          { phone: '13700000011', name: '换号', lead_id: one.id },
          { phone: '13700000012', name: '别人' },
        ],
      },
    });
    expect(second.total).toBe(1);
    expect(second.skipped_rows.map((row) => row.reason)).toEqual(['reserved', 'reserved']);
    const cancelled = await sales.call<CallTaskDetail>('POST', `${CALLS}/tasks/${first.id}/cancel`, {
      version: first.version,
    });
    expect(cancelled.body.control).toBe('cancelled');
    // Given up, the number is free again.
    expect((await calls.create(sales, { from: { by: 'leads', ids: [one.id] } })).total).toBe(1);
  });

  it('calls only whose consent is on record where the task asks for it, and looks again before handing over', async () => {
    const agreed = await admin.call<{ id: string }>('POST', `${CALLS}/consents`, {
      phone: phoneOf(120),
      evidence: '展会登记',
    });
    expect(agreed.status).toBe(201);
    const also = { phone: phoneOf(122), evidence: '合同第八条' };
    await admin.call('POST', `${CALLS}/consents`, also);
    const task = await calls.create(sales, { require_consent: true, from: people(120, 121, 122) });
    expect(task.skipped_rows.map((row) => [row.row, row.reason])).toEqual([[2, 'no_consent']]);
    await admin.call('POST', `${CALLS}/consents/${agreed.body.id}/withdraw`);
    calls.simulator.script(phoneOf(122), 'interested-demo');
    await start(task);
    await calls.pass(10);
    expect(dials(phoneOf(120))).toBe(0);
    expect(dials(phoneOf(122))).toBe(1);
    const withheld = (await records(task.id)).find((one) => one.leads_name === '客户120')!;
    expect(withheld).toMatchObject({ hand_over: 'withheld', withheld_reason: 'no_consent', call_status: 'cancelled' });
    // It is final, so it has its one follow-up, by task and number, for it has no job id.
    expect(withheld.leads_follow_id).not.toBeNull();
    expect((await read(task.id)).task_type).toBe('followed_up');
  });

  it('stops everything for a number whose owner says so', async () => {
    const task = await calls.create(sales, { name: '甲任务', from: people(130) });
    calls.simulator.script(phoneOf(130), 'do-not-call');
    await start(task);
    await calls.pass(10);
    const [follow] = await follows(task.id);
    expect(follow).toMatchObject({ do_not_call: true, is_interested: 'not_interested', next_follow_time: null });
    const listed = await admin.call<Page<DoNotCallView>>('GET', `${CALLS}/do-not-call?phone=${phoneOf(130)}`);
    expect(listed.body.items[0]).toMatchObject({
      source: 'customer_said',
      evidence: expect.stringContaining('别再打了'),
    });
    const refused = await sales.call<Refused>('POST', `${CALLS}/tasks`, { name: '乙', plan: PLAN, from: people(130) });
    expect(refused.body.error.code).toBe('calls.nobody_to_call');
    // Lifted with a reason, it may be called again.
    await admin.call('POST', `${CALLS}/do-not-call/${listed.body.items[0]!.id}/lift`, { reason: '客户来电说可以' });
    expect((await calls.create(sales, { from: people(130) })).total).toBe(1);
  });

  it('cancels calls of running tasks when a number is put on the list', async () => {
    const task = await calls.create(sales, {
      from: people(135, 136),
      plan: { ...PLAN, starts_at: '2027-03-01T09:00:00+08:00', ends_at: '2027-03-02T18:00:00+08:00' },
    });
    await start(task);
    await calls.tick();
    await admin.call('POST', `${CALLS}/do-not-call`, { phone: phoneOf(135), evidence: '来电要求' });
    await calls.world.service.parts.engine.drain(calls.clock.now());
    await calls.pass(5);
    const stopped = (await records(task.id)).find((one) => one.leads_name === '客户135')!;
    expect(stopped).toMatchObject({ call_status: 'cancelled' });
    expect((await read(task.id)).task_type).toBe('calling');
    const open = await read(task.id);
    await sales.call('POST', `${CALLS}/tasks/${task.id}/cancel`, { version: open.version });
    await calls.pass(10);
    expect(await read(task.id)).toMatchObject({ task_type: 'followed_up', control: 'cancelled', followed: 2 });
    expect(dials(phoneOf(135)) + dials(phoneOf(136))).toBe(0);
  });

  it('becomes a lead, who is interested and in no list of ours; the number invalid is not called again', async () => {
    const task = await calls.create(manager, { name: '展会名单', from: people(140, 141) });
    calls.simulator.script(phoneOf(140), 'interested-price');
    calls.simulator.script(phoneOf(141), 'empty_number');
    await start(task, manager);
    await calls.pass(10);
    const [made] = await calls.sql<{ source: string; score: number | null }>(
      'select source, score from lead where phone = $1',
      [phoneOf(140)],
    );
    expect(made).toMatchObject({ source: '外呼' });
    // Scored at once, not in the night.
    expect(made!.score).not.toBeNull();
    const listed = await admin.call<Page<DoNotCallView>>('GET', `${CALLS}/do-not-call?phone=${phoneOf(141)}`);
    expect(listed.body.items[0]).toMatchObject({ source: 'invalid_number' });
  });

  it('keeps recordings, says what a task came to, and answers what is asked about it', async () => {
    const task = await calls.create(sales, { name: '统计', from: people(150, 151, 152) });
    calls.simulator.script(phoneOf(150), 'interested-demo');
    calls.simulator.script(phoneOf(151), 'never_answers');
    calls.simulator.script(phoneOf(152), 'rejected');
    await start(task);
    await calls.pass(10);
    const talked = (await records(task.id)).find((one) => one.call_status === 'succeeded')!;
    expect(talked.recording_url).toBe(`${CALLS}/records/${talked.id}/recording`);
    calls.clock.advance({ days: 2 });
    const sound = await fetch(calls.world.url + talked.recording_url!, {
      headers: { authorization: `Bearer ${sales.token}` },
    });
    expect(sound.status).toBe(200);
    expect(
      Buffer.from(await sound.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('RIFF');
    const detail = (await sales.call<CallRecordDetail>('GET', `${CALLS}/records/${talked.id}`)).body;
    expect(detail.conversation![0]).toMatchObject({ speaker: 'robot' });
    expect(detail).toMatchObject({
      call_task_id: expect.any(String),
      calling_number: expect.any(String),
      planed_time: expect.any(String),
    });
    const digest = (await sales.call<CallDigest>('GET', `${CALLS}/tasks/${task.id}/statistics`)).body;
    expect(digest).toMatchObject({
      total: 3,
      dialled: 3,
      reached: 1,
      interested: 1,
      interest_rate: 1,
      minutes: 1,
      cost: 0.2,
    });
    expect(digest.reasons).toEqual(
      expect.arrayContaining([
        { reason: '无人接听', count: 1 },
        { reason: '对方拒接', count: 1 },
      ]),
    );
    expect(digest.best_hours).toHaveLength(1);
    const [stored] = await calls.sql<{ digest: CallDigest }>('select digest from call_tasks where id = $1', [task.id]);
    expect(stored!.digest).toEqual(digest);
  });

  it('shows a salesperson their own tasks only, numbers masked to whoever may not see them', async () => {
    const other = await calls.world.as('salesperson', { team: '华南团队' });
    const task = await calls.create(sales, { from: people(160) });
    expect((await other.call('GET', `${CALLS}/tasks/${task.id}`)).status).toBe(404);
    expect((await other.call<Page<unknown>>('GET', `${CALLS}/records?task_id=${task.id}`)).body.items).toEqual([]);
    const marketer = await calls.world.as('marketer');
    const seen = await marketer.call<Page<CallRecordView>>('GET', `${CALLS}/records?task_id=${task.id}`);
    expect(seen.body.items[0]!.leads_phone).toBe('139****0160');
    expect((await marketer.call('POST', `${CALLS}/tasks/${task.id}/start`, { version: 1 })).status).toBe(403);
    const stale = await sales.call<Refused>('POST', `${CALLS}/tasks/${task.id}/start`, { version: 9 });
    expect(stale.body.error.code).toBe('calls.stale_version');
  });

  it('tells why a task does not move, and writes no number into the log', async () => {
    const task = await calls.create(sales, { from: people(170) });
    const found = (await sales.call<CallDiagnosis>('GET', `${CALLS}/tasks/${task.id}/diagnosis`)).body;
    expect(found.would_be_processed).toBe(false);
    expect(found.conditions.filter((one) => !one.met).map((one) => one.name)).toEqual(['task_type', 'job_group_id']);
    expect(found.reasons).toContain('任务还没有开始外呼。');
    expect(JSON.stringify(calls.log())).not.toMatch(/1(?:39|37)\d{8}/);
  });
});

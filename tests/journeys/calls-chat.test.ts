import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallTaskView } from '../../kernel/contracts/call-tasks.ts';
import type { ActivityView, LeadView } from '../../kernel/contracts/crm.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { agentOf, agree, chatTalks } from '../support/chat-talk.ts';
import { CALLS, callWorld, people, PLAN, type CallWorld } from '../support/call-world.ts';
import type { TestClient } from '../support/service.ts';

/** A round of calls from one sentence in the chat to who is interested, with the built-in model and the dialer's simulator. */
let calls: CallWorld;
let sales: TestClient;
let manager: TestClient;
let outsider: TestClient;
const { talk, hangUp } = chatTalks(() => calls.world);

beforeAll(async () => {
  calls = await callWorld({ environment: { CALLS_SCRIPTS: '老客户回访=script-1,活动邀约=script-2' } });
  sales = await calls.world.as('salesperson', { team: '华东团队', name: '王磊' });
  manager = await calls.world.as('sales_manager', { team: '华东团队', name: '陈静' });
  outsider = await calls.world.as('salesperson', { team: '华南团队', name: '李强' });
});
afterAll(async () => {
  hangUp();
  expect(calls.simulator.problems).toEqual([]);
  await calls.stop();
});

const drain = async (): Promise<number> => await calls.world.service.parts.engine.drain(calls.clock.now());
const lead = async (name: string, phone: string | undefined, client = sales): Promise<LeadView> =>
  (await client.call<LeadView>('POST', '/api/v1/crm/leads', { name, ...(phone ? { phone } : {}) })).body;
const tasks = async (client = sales): Promise<CallTaskView[]> =>
  (await client.call<Page<CallTaskView>>('GET', `${CALLS}/tasks`)).body.items;

describe('a round of calls in the chat', () => {
  it('is proposed with its people, its exclusions and its price, and nothing rings before somebody agrees', async () => {
    calls.clock.set('2026-10-12T10:00:00+08:00');
    await lead('愿意演示', '13700000001');
    await lead('占线', '13700000002');
    await lead('不需要', '13700000003');
    await lead('没留电话', undefined);
    await lead('免打扰', '13700000005');
    await lead('正在等', '13700000006');
    const followed = await lead('上月跟过', '13700000007');
    await lead('别人的', '13700000008', outsider);
    calls.clock.set('2026-10-20T10:00:00+08:00');
    await sales.call('POST', '/api/v1/crm/activities', {
      lead_id: followed.id,
      kind: 'call',
      status: 'done',
      subject: '聊过一次',
    });
    calls.clock.set('2026-11-18T10:20:00+08:00');
    await lead('这个月才来', '13700000009');
    await manager.call('POST', `${CALLS}/do-not-call`, { phone: '13700000005', evidence: '投诉过' });
    const held = await calls.create(sales, {
      from: { by: 'people', people: [{ phone: '13700000006', name: '正在等' }] },
    });
    calls.simulator.script('13700000001', 'interested-demo');
    calls.simulator.script('13700000002', 'always_busy');
    calls.simulator.script('13700000003', 'not-interested');

    const chat = await talk(sales);
    const asked = await chat.ask('给上个月没跟进的线索安排一轮外呼');
    expect([agentOf(asked), asked.tools]).toEqual(['outbound', ['create_call_task']]);
    const [card] = asked.cards;
    expect(card).toMatchObject({ tool: 'create_call_task', risk: 'send', recipients: 3, status: 'pending' });
    expect(card!.summary).toContain('给 3 条线索打电话（2026 年 10 月以来没跟进的线索共 6 条，3 条不拨打：');
    expect(card!.summary).toContain('没有电话号码 1 条');
    expect(card!.summary).toContain('号码在免打扰名单 1 条');
    expect(card!.summary).toContain('已经在别的外呼任务里等待拨打 1 条');
    expect(card!.summary).toContain('话术“老客户回访”，09:00–20:00 拨打，用空闲线路。');
    expect(card!.summary).toContain('预计通话 2 分钟，话费约 ¥0.40（还没有以往的通话');
    const details = card!.changes.find(({ field }) => field === '不拨打的明细')!.after;
    expect(details).toContain('（免打扰）：号码在免打扰名单');
    expect(JSON.stringify(card)).not.toMatch(/137000000/);
    await drain();
    expect((await tasks()).map(({ id }) => id)).toEqual([held.id]);
    expect(calls.simulator.world.dials).toEqual([]);

    // Somebody else's number is listed meanwhile: what was shown is not what would be done.
    await manager.call('POST', `${CALLS}/do-not-call`, { phone: '13700000003', evidence: '来电要求' });
    const late = await chat.decide(agree(asked));
    expect(late.text).toContain('改');
    expect((await tasks()).length).toBe(1);
    const [listed] = await calls.sql<{ id: string }>(
      `select id from do_not_call where phone_key = '13700000003' and lifted_at is null`,
    );
    await manager.call('POST', `${CALLS}/do-not-call/${listed!.id}/lift`, { reason: '登记错了' });

    const again = await chat.ask('给上个月没跟进的线索安排一轮外呼');
    const done = await chat.decide(agree(again));
    expect(done.text).toContain('3 个号码，正在交给外呼平台拨打。');
    await drain();
    await calls.pass(10);
    // Who was busy is tried once more after two hours, as the plan says.
    calls.clock.advance({ hours: 2 });
    await calls.pass(10);
    const [made] = await tasks();
    expect(made).toMatchObject({ task_type: 'followed_up', total: 3, final: 3, followed: 3, interested: 1 });
    expect(calls.simulator.world.dials.filter(({ phone }) => phone === '13700000001')).toHaveLength(1);
  });

  it('tells the next day how it went, who is interested by their own words, and who is next', async () => {
    const chat = await talk(sales);
    const due = await chat.ask('外呼后今天要跟进谁');
    expect(due.tools).toEqual(['list_call_follow_ups']);
    expect(due.text).toContain('愿意演示（今天 ');
    calls.clock.set('2026-11-19T09:00:00+08:00');
    const how = await chat.ask('昨天的外呼效果怎么样');
    expect(how.tools).toEqual(['compare_call_tasks']);
    expect(how.text).toContain('拨打 3 个，接通 2 个（66.7%），有意向 1 个（接通的 50%）');
    expect(how.text).toContain('每个意向 ¥');
    expect(how.text).toContain('没接通主要是占线 1 个。');
    const keen = await chat.ask('哪些人有兴趣');
    expect(keen.tools).toEqual(['list_interested_calls']);
    expect(keen.text).toMatch(/有 1 人有意向：愿意演示说“.+”/);
    const [row] = keen.part<{ rows: Array<Record<string, unknown>> }>('table')!.rows;
    const spoken = calls.analysed.flatMap((text) => text.split('\n')).filter((line) => line.startsWith('person:'));
    expect(spoken).toContain(`person:${String(row!['evidence'])}`);

    const overdue = await chat.ask('外呼之后有哪些跟进逾期了');
    expect(overdue.text).toContain('已逾期的外呼跟进有');
    const planned = await sales.call<Page<ActivityView>>('GET', '/api/v1/crm/activities?status=planned&page_size=50');
    for (const one of planned.body.items)
      await sales.call('PATCH', `/api/v1/crm/activities/${one.id}`, { version: one.version, status: 'done' });
    // Done is done: it is not listed any more.
    expect((await chat.ask('外呼之后有哪些跟进逾期了')).text).toContain('没有已逾期的外呼跟进');
  });

  it('shows each person what is theirs: the team to its manager, nothing to another team', async () => {
    const other = await talk(outsider);
    expect((await other.ask('外呼里哪些人有意向')).text).toContain('还没有判断为有意向的人');
    expect((await other.ask('昨天的外呼效果怎么样')).text).toContain('还没有拨打的结果');
    const lead_ = await talk(manager);
    expect((await lead_.ask('外呼里哪些人有意向')).text).toContain('愿意演示');
    // The manager's task with a salesperson's lead: the salesperson sees what it came to.
    const mine = await lead('经理替打', '13700000020');
    calls.simulator.script('13700000020', 'interested-price');
    const task = await calls.create(manager, { name: '经理任务', from: { by: 'leads', ids: [mine.id] }, start: true });
    await drain();
    await calls.pass(10);
    expect((await sales.call('GET', `${CALLS}/tasks/${task.id}`)).status).toBe(404);
    expect((await (await talk(sales)).ask('今天的外呼里谁感兴趣')).text).toContain('经理替打');
  });

  it('is paused, resumed and cancelled by cards; a task that was changed since is left alone', async () => {
    const task = await calls.create(sales, {
      name: '展会名单',
      from: people(401, 402),
      plan: { ...PLAN, starts_at: '2027-03-01T09:00:00+08:00', ends_at: '2027-03-02T18:00:00+08:00' },
      start: true,
    });
    await drain();
    const chat = await talk(sales);
    const state = async (): Promise<CallTaskView> => (await tasks()).find(({ id }) => id === task.id)!;
    const pause = await chat.ask('暂停外呼任务展会名单');
    expect(pause.tools).toEqual(['steer_call_task']);
    expect(pause.cards[0]!.changes[0]).toMatchObject({ before: '外呼中', after: '已暂停' });
    expect((await state()).control).toBe('running');
    expect((await chat.decide(agree(pause))).text).toContain('外呼任务“展会名单”已暂停。');
    expect((await state()).control).toBe('suspended');

    const resume = await chat.ask('继续外呼任务展会名单');
    expect(resume.cards[0]).toMatchObject({ recipients: 2 });
    const seen = await state();
    await sales.call('POST', `${CALLS}/tasks/${task.id}/cancel`, { version: seen.version });
    await chat.decide(agree(resume));
    expect((await state()).control).toBe('cancelled');
    const none = await chat.ask('暂停外呼任务展会名单');
    expect(none.cards).toEqual([]);
    expect(none.text).toContain('已取消');
    await drain();
    await calls.pass(10);
  });

  it('is diagnosed and repaired by a card', async () => {
    calls.clock.set('2026-11-20T10:00:00+08:00');
    const task = await calls.create(sales, { name: '夜间回访', from: people(410, 411) });
    const chat = await talk(sales);
    const waiting = await chat.ask('外呼任务夜间回访为什么没动静');
    expect(waiting.tools).toEqual(['diagnose_call_task']);
    expect(waiting.text).toContain('任务还没有开始外呼。');
    calls.analyst = () => Promise.reject(new Error('out of service'));
    calls.simulator.script('13900000410', 'interested-demo');
    calls.simulator.script('13900000411', 'never_answers');
    await sales.call('POST', `${CALLS}/tasks/${task.id}/start`, { version: 1 });
    await drain();
    await calls.pass(10);
    calls.analyst = undefined;
    const repair = await chat.ask('修复外呼任务夜间回访');
    expect(repair.tools).toEqual(['repair_call_task']);
    expect(repair.cards[0]!.changes.map(({ field }) => field)).toContain('重新分析没有判断的通话');
    expect((await chat.decide(agree(repair))).text).toContain('已修复：重新分析没有判断的通话');
    await drain();
    expect((await (await talk(sales)).ask('外呼任务夜间回访里谁有意向')).text).toContain('客户410');
    expect((await chat.ask('外呼任务夜间回访的进展')).text).toContain('跟进完成：共 2 个号码，2 个有结果');
  });
});

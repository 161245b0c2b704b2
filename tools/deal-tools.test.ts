import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivity } from '../domain/crm/activities/create-activity.ts';
import { inTransaction } from '../domain/in-transaction.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import { dealWorld } from '../tests/support/deal-world.ts';
import type { CrmPerson } from '../tests/support/crm-world.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import type { ToolWorld } from '../tests/support/tool-world.ts';
import { TOOLS } from './registry.ts';
import type { ToolAnswer } from './tool.ts';

let world: ToolWorld;
beforeAll(async () => {
  world = await dealWorld();
});
afterAll(async () => await world.stop());

function partOf<T extends AnswerPart['type']>(answer: ToolAnswer, type: T) {
  return answer.parts.find((part): part is Extract<AnswerPart, { type: T }> => part.type === type);
}
const column = (answer: ToolAnswer, key: string): unknown[] =>
  partOf(answer, 'table')?.rows.map((row) => row[key]) ?? [];
const refused = async (person: CrmPerson, tool: string, args: Record<string, unknown>): Promise<string> =>
  (await refusalOf(world.propose(person, tool, args))).sentence('zh');
const carryOut = async (person: CrmPerson, tool: string, args: Record<string, unknown>): Promise<string> =>
  (await world.carryOut(person, tool, args)).text;

/** Carries out a plan that was made before. */
async function carryOutLate(person: CrmPerson, name: string, plan: unknown): Promise<void> {
  const tool = TOOLS.find((one) => one.name === name);
  if (!tool || tool.risk === 'read') throw new Error(`${name} changes nothing`);
  await inTransaction(world.as(person), (scope) => tool.carryOut(scope, plan));
}

describe('the check-up of a deal', () => {
  test('tells the grade, what is worst, what to do, and every item with its reason', async () => {
    const answer = await world.ask('wang', 'check_up_deal', { opportunity: '光电检测二期' });
    expect(answer.text).toContain('“光电检测二期”体检 D 级');
    expect(answer.text).toContain('成交日期：预计成交日期 2026-11-10 已经过去 8 天');
    expect(answer.text).toContain('下一步：1. ');
    expect(column(answer, 'item')).toEqual(expect.arrayContaining(['关键信息', '决策人', '成交日期', '竞争形势']));
    expect(column(answer, 'result')).toContain('要处理');
  });

  test('a deal of a customer is found by the customer; a closed one is refused, a colleague’s is not found', async () => {
    const ask = (person: CrmPerson, args: Record<string, unknown>) => world.ask(person, 'check_up_deal', args);
    expect((await ask('wang', { customer: '华星科技' })).text).toContain('“华星产线改造”');
    expect((await refusalOf(ask('wang', { opportunity: '华星一期采购' }))).code).toBe('crm.deal_closed');
    expect((await refusalOf(ask('li', { opportunity: '光电检测二期' }))).code).toBe('tools.not_found');
    expect((await refusalOf(ask('wang', {}))).sentence('zh')).toContain('还缺少商机或客户的名称');
  });
});

describe('warnings', () => {
  test('all of one’s own, with how many of each kind and the dearest', async () => {
    const answer = await world.ask('wang', 'list_deal_warnings', { owner: '我' });
    expect(answer.text).toContain(
      '您负责的有 3 个有预警的商机，合计 ¥1,150,000，共 4 条预警：停滞 3 条、过了成交日 1 条。',
    );
    expect(answer.text).toContain('金额最大的是华星产线改造');
    expect(partOf(answer, 'table')?.refs?.every((ref) => ref?.entity === 'opportunity')).toBe(true);
    expect(partOf(answer, 'suggestions')?.items).toContain('给华星产线改造做个体检');
  });

  test('one kind, of a team, of a region; none is said', async () => {
    const late = await world.ask('chen', 'list_deal_warnings', { kind: 'close_overdue', team: '华东团队' });
    expect(column(late, 'name')).toEqual(['光电检测二期']);
    expect(partOf(late, 'filter')?.sentence).toBe('团队：华东团队，预警：过了成交日，只含本团队的商机');
    expect((await world.ask('admin', 'list_deal_warnings', { region: '华南' })).text).toContain('华南有 1 个');
    expect((await world.ask('li', 'list_deal_warnings', { kind: 'slipping' })).text).toBe('没有“一再延期”的商机。');
  });
});

describe('the forecast', () => {
  test('says what is won, what is weighted, and honestly that history does not reach', async () => {
    const answer = await world.ask('wang', 'forecast_sales', { period: '本月', owner: '我' });
    // 600,000 at 50 % and 350,000 at 70 %.
    expect(answer.text).toContain('您 2026 年 11 月已经赢单 ¥0，按成交概率加权 ¥545,000');
    expect(answer.text).toContain('历史月份还不够，暂时推算不了区间');
    expect(answer.text).toContain('还没有可以回测的月份');
    expect(partOf(answer, 'filter')?.sentence).toContain('加权：按每个商机的成交概率折算');
  });

  test('with a history behind it there is an expected sum with its interval, and how good it was', async () => {
    await world.sql(
      `insert into forecast_back_test (month, enough, history_months, open_deals, expected, low, high, naive, actual, made_at)
       values ('2026-10-01', true, 12, 5, 90, 50, 120, 70, 100, now())`,
    );
    const answer = await world.ask('wang', 'forecast_sales', { period: '本月' });
    expect(answer.text).toContain(
      '回测最近 1 个月，平均误差 10%，直接用前三个月均值的误差是 30%；实际值落在区间内的有 100%。',
    );
    await world.sql('delete from forecast_back_test');
  });

  test('by person and by team, over months, and not for the past or too far ahead', async () => {
    const people = await world.ask('chen', 'forecast_sales', { period: '本月', by: 'owner' });
    expect(column(people, 'group')).toContain('王磊');
    expect(people.text).toContain('推算最多的是王磊 ¥545,000');
    const months = await world.ask('admin', 'forecast_sales', {});
    expect(new Set(column(months, 'month'))).toEqual(new Set(['2026-11', '2026-12', '2027-01']));
    expect(months.text).toContain('2026 年 11 月至 2027 年 1 月');
    expect(partOf(months, 'chart')?.rows).toHaveLength(3);
    for (const period of [
      { from: '2026-10-01', to: '2026-10-31' },
      { from: '2026-11-18', to: '2027-08-01' },
    ]) {
      const error = await refusalOf(world.ask('wang', 'forecast_sales', { period }));
      expect(error.sentence('zh')).toBe('业绩预测只看本月起的 6 个月，请换一段时间。');
    }
  });
});

describe('facts and competitors', () => {
  test('a fact is written down on the deal, and what the stage still lacks is told', async () => {
    const args = { opportunity: '光电检测二期', fact: 'budget', value: '是 35 万，年内花完' };
    const card = await world.propose('wang', 'record_deal_fact', args);
    expect(card.summary).toBe('“光电检测二期”的预算记为“35 万，年内花完”。');
    expect(card.changes).toMatchObject([{ field: '预算', before: null, after: '35 万，年内花完' }]);
    const done = await carryOut('wang', 'record_deal_fact', args);
    expect(done).toContain('已记下“光电检测二期”的预算：35 万，年内花完。这个阶段还差：');
    expect(done).not.toMatch(/还差：[^。]*预算/u);
    const rows = await world.sql<{ value: string }>("select value from opportunity_fact where key = 'budget'");
    expect(rows).toEqual([{ value: '35 万，年内花完' }]);
    expect(await refused('wang', 'record_deal_fact', args)).toContain('已经记着“35 万，年内花完”');
    const other = await world.propose('wang', 'record_deal_fact', { ...args, value: '40 万' });
    expect(other.changes[0]?.before).toBe('35 万，年内花完');
  });

  test('a competitor is added with what it is strong in, once; «none» is a fact', async () => {
    const args = { opportunity: '华星产线改造', fact: 'competitor', value: '金蝶，报价低' };
    expect((await world.propose('wang', 'record_deal_fact', args)).summary).toBe(
      '给“华星产线改造”加上竞争对手金蝶（报价低）。',
    );
    await carryOut('wang', 'record_deal_fact', args);
    expect(await world.sql('select name, strength, status from opportunity_competitor')).toEqual([
      { name: '金蝶', strength: '报价低', status: 'competing' },
    ]);
    expect(await refused('wang', 'record_deal_fact', { ...args, value: '金蝶' })).toContain('已经有金蝶了');
    const none = { opportunity: '光电检测二期', fact: 'competitor', value: '没有别家' };
    expect((await world.propose('wang', 'record_deal_fact', none)).title).toBe('记关键信息');
  });

  test('without words it asks for them; a colleague’s deal is not found', async () => {
    expect(await refused('wang', 'record_deal_fact', { opportunity: '华星产线改造', fact: 'need' })).toBe(
      '还缺少客户需求的内容，请补充一下。',
    );
    expect(
      await refused('li', 'record_deal_fact', { opportunity: '华星产线改造', fact: 'need', value: '提速' }),
    ).toContain('没有找到商机“华星产线改造”');
  });
});

describe('moving a stage', () => {
  test('the card says what should be known by then and is not', async () => {
    const card = await world.propose('wang', 'move_opportunity_stage', {
      opportunity: '华星产线改造',
      stage: 'negotiation',
    });
    expect(card.summary).toMatch(/改到“商务谈判”。这一阶段应该弄清的还缺：.*采购流程/u);
  });

  test('where a stage demands its facts only a manager’s reason lets the deal pass, and it is kept', async () => {
    await world.sql("update stage_definition set enforcement = 'require' where stage = 'negotiation'");
    const args = { opportunity: '华星产线改造', stage: 'negotiation', reason: '客户老板口头答应了' };
    expect(await refused('wang', 'move_opportunity_stage', args)).toContain('进入“商务谈判”之前还要弄清楚');
    expect((await world.propose('chen', 'move_opportunity_stage', args)).summary).toContain(
      '理由：客户老板口头答应了。',
    );
    await carryOut('chen', 'move_opportunity_stage', args);
    const [kept] = await world.sql<{ missing: string[] }>(
      "select missing_facts as missing from stage_change where to_stage = 'negotiation' and missing_facts is not null",
    );
    expect(kept?.missing).toContain('purchase_process');
    await world.sql("update stage_definition set enforcement = 'advise' where stage = 'negotiation'");
  });
});

describe('planning follow-ups for many', () => {
  test('records without any are listed, and planned for with what to do, spread over working days', async () => {
    const list = await world.ask('wang', 'list_unplanned', { kind: 'opportunity', owner: '我' });
    expect(list.text).toContain('您负责的在谈商机里有 3 个没有安排跟进，在手金额 ¥1,150,000。');
    const card = await world.propose('wang', 'plan_follow_ups', { target: 'deals', days: 3 });
    expect(card.summary).toBe('给没安排跟进的商机安排 3 个跟进，从 2026-11-19（周四）起分 3 个工作日。');
    expect(card.changes.map(({ after }) => String(after).slice(0, 20).trim())).toEqual([
      '2026-11-19（周四）09:30',
      '2026-11-20（周五）09:30',
      '2026-11-23（周一）09:30',
    ]);
    expect(card.changes.every(({ after }) => String(after).length > 25)).toBe(true);
    expect(card.settled).toEqual({ start: '2026-11-19' });
  });

  test('a record that got a plan meanwhile makes another list, so the card that showed it is a conflict', async () => {
    const before = await world.propose('wang', 'plan_follow_ups', { target: 'deals' });
    const ref = before.refs.find(({ label }) => label === '光电检测一期');
    await createActivity(world.as('wang'), {
      opportunity_id: ref?.id ?? '',
      kind: 'call',
      status: 'planned',
      subject: '问进度',
      due_at: '2026-11-20T09:00:00+08:00',
    });
    const after = await world.propose('wang', 'plan_follow_ups', { target: 'deals' });
    expect(after.changes.map((change) => change.record_label)).not.toContain('光电检测一期');
    expect(after.changes).toHaveLength(before.changes.length - 1);
  });

  test('agreed to, each owner has it in the diary; then nothing is left to plan', async () => {
    expect(await carryOut('chen', 'plan_follow_ups', { target: 'customers' })).toBe(
      '已安排 2 个跟进：远景机械、华星集团。',
    );
    const rows = await world.sql<{ owner: string; kind: string }>(
      `select u.name as owner, a.kind from activity a join app_user u on u.id = a.owner_id join customer c on c.id = a.customer_id
       where c.name in ('远景机械', '华星集团') and a.status = 'planned' order by u.name`,
    );
    expect(rows.map(({ owner }) => owner).toSorted()).toEqual(['王磊', '赵敏']);
    expect(await refused('chen', 'plan_follow_ups', { target: 'customers' })).toContain('没有需要安排跟进的');
    expect((await world.ask('chen', 'list_unplanned', {})).text).toBe('客户都安排了下一次跟进。');
  });

  test('stalled deals count as long as nothing is planned; a start that has passed is refused', async () => {
    const names = (await world.propose('wang', 'plan_follow_ups', { target: 'stalled' })).refs.map(
      ({ label }) => label,
    );
    expect(names).toContain('光电检测二期');
    expect(names).not.toContain('光电检测一期');
    const past = { target: 'stalled', start: '2026-11-17' };
    expect(await refused('wang', 'plan_follow_ups', past)).toContain('已经过去了');
  });
});

test('reminders are one’s own, with what waits for whom', async () => {
  const mine = await world.ask('wang', 'list_reminders');
  expect(mine.text).toContain('您有 4 条提醒');
  expect(mine.text).toContain('光电检测二期');
  expect(mine.text).toContain('您逾期的跟进 1 个，今天到期 1 个');
  expect((await world.ask('chen', 'list_reminders', { unread: true })).text).toContain(
    '您没有未读的提醒。逾期最多的是王磊',
  );
});

test('a stale plan of a stage is refused', async () => {
  const card = await world.propose('wang', 'move_opportunity_stage', { opportunity: '光电检测二期', stage: 'won' });
  await carryOut('wang', 'update_opportunity', { opportunity: '光电检测二期', amount: 360_000 });
  const late = refusalOf(carryOutLate('wang', 'move_opportunity_stage', card.plan));
  expect((await late).code).toBe('crm.stale_version');
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import { toolWorld, type ToolWorld } from '../tests/support/tool-world.ts';
import type { ToolAnswer } from './tool.ts';

let world: ToolWorld;
beforeAll(async () => {
  world = await toolWorld();
});
afterAll(async () => await world.stop());

function partOf<T extends AnswerPart['type']>(answer: ToolAnswer, type: T) {
  return answer.parts.find((part): part is Extract<AnswerPart, { type: T }> => part.type === type);
}
const column = (answer: ToolAnswer, key: string): unknown[] =>
  partOf(answer, 'table')?.rows.map((row) => row[key]) ?? [];

describe('customers', () => {
  test('a filter in people’s words answers with the count, the names, a table with links and what was filtered', async () => {
    const answer = await world.ask('wang', 'find_customers', { region: '华东区', sector: '制造' });
    expect(answer.text).toContain('华东制造业客户有 2 家：');
    expect(answer.text).toContain('在手金额最高的是华星科技有限公司，¥600,000。');
    expect(column(answer, 'name').toSorted()).toEqual(['华星光电材料厂', '华星科技有限公司'].toSorted());
    expect(partOf(answer, 'table')?.refs?.every((ref) => ref?.entity === 'customer')).toBe(true);
    expect(partOf(answer, 'filter')?.sentence).toBe('区域：华东，行业：制造业，只含您负责的客户');
    expect(partOf(answer, 'suggestions')?.items.length).toBeGreaterThanOrEqual(2);
  });

  test('a manager sees the team’s, and a colleague is named as they are called', async () => {
    const answer = await world.ask('chen', 'find_customers', { owner: '王磊', tag: '重点' });
    expect(answer.text).toBe('王磊负责的带“重点客户”标签的客户有 1 家：华星科技有限公司。');
    expect(partOf(answer, 'filter')?.sentence).toContain('只含本团队的客户');
  });

  test('customers at rest are told with the last contact; a limit cuts the list and says so', async () => {
    const idle = await world.ask('wang', 'find_customers', { idle_days: 30 });
    expect(idle.text).toBe('超过 30 天没联系的客户有 1 家：华星光电材料厂。还没有联系过。');
    const first = await world.ask('chen', 'find_customers', { limit: 1 });
    expect(first.text).toContain('客户有 3 家');
    expect(first.text).toContain('先列出 1 家。');
  });

  test('nothing found is said, with the filter and other ways to ask', async () => {
    const answer = await world.ask('wang', 'find_customers', { region: '华南', sector: '食品' });
    expect(answer.text).toBe('没有找到华南食品客户。可以去掉一个条件再查。');
    expect(partOf(answer, 'table')).toBeUndefined();
    expect(partOf(answer, 'suggestions')?.items).toContain('华南有哪些客户');
  });

  test('an unknown region is refused with those there are', async () => {
    const error = await refusalOf(world.ask('wang', 'find_customers', { region: '火星' }));
    expect(error.code).toBe('tools.not_found');
    expect(error.sentence('zh')).toBe('没有找到区域“火星”。现有的有：华东、华南。');
  });

  test('a profile names its deals, who decides and what comes next', async () => {
    const answer = await world.ask('wang', 'get_customer', { customer: '华星科技' });
    expect(answer.text).toContain('是苏州的制造业客户，由王磊负责。在谈商机 1 个，共 ¥600,000。');
    expect(answer.text).toContain(
      '决策人是周明（总经理，13812345678）。最近一次跟进：昨天 15:30。下次跟进：今天 15:00。',
    );
    expect(answer.parts.filter((part) => part.type === 'table').map((part) => part.title)).toEqual([
      '客户资料',
      '在谈商机',
      '联系人',
    ]);
  });

  test('a model reads no phone number', async () => {
    const answer = await world.ask('wang', 'get_customer', { customer: '华星科技' });
    expect(answer.content).not.toContain('13812345678');
    expect(answer.content).toContain('138****5678');
  });

  test('a name of two customers is a question whose options resolve', async () => {
    const error = await refusalOf(world.ask('wang', 'get_customer', { customer: '华星' }));
    expect(error.sentence('zh')).toBe('叫“华星”的客户有 2 个，请问是哪一个？');
    const options = error.details['options'] as { label: string; value: string }[];
    expect(options.map((option) => option.label).join()).toContain('南京');
    for (const { value, label } of options) {
      const answer = await world.ask('wang', 'get_customer', { customer: value });
      expect(label).toContain(value);
      expect(answer.text).toContain(value);
    }
  });

  test('a customer of somebody else is not found, for whatever is asked of it', async () => {
    for (const [tool, args] of [
      ['get_customer', {}],
      ['customer_timeline', {}],
      ['find_contacts', {}],
      ['find_opportunities', {}],
      ['list_activities', {}],
    ] as const) {
      const error = await refusalOf(world.ask('wang', tool, { customer: '南粤食品', ...args }));
      expect(error.code, tool).toBe('tools.not_found');
    }
    expect((await world.ask('li', 'get_customer', { customer: '南粤食品' })).text).toContain('由李强负责');
  });

  test('a misspelt name is refused with what is written alike', async () => {
    const error = await refusalOf(world.ask('wang', 'get_customer', { customer: '华星科枝有限公司' }));
    expect(error.sentence('zh')).toContain('相近的有：华星科技有限公司');
  });

  test('the timeline is told by time, a stretch of it by its days', async () => {
    const all = await world.ask('wang', 'customer_timeline', { customer: '华星科技' });
    expect(all.text).toContain('共有 8 条往来记录。最近的是：昨天 15:30 ');
    const day = await world.ask('wang', 'customer_timeline', { customer: '华星科技', period: '上个月' });
    expect(day.text).toBe('华星科技有限公司 2026 年 10 月没有往来记录。');
    expect(partOf(day, 'filter')?.sentence).toBe('客户：华星科技有限公司，2026 年 10 月');
  });

  test('who decides, all contacts, one by name, none at all', async () => {
    const ask = (args: Record<string, unknown>) => world.ask('wang', 'find_contacts', args);
    expect((await ask({ customer: '华星科技', decision_maker: true })).text).toBe(
      '华星科技有限公司的决策人是周明（总经理，13812345678）。',
    );
    const all = await ask({ customer: '华星科技' });
    expect(all.text).toContain('有 2 位联系人：');
    expect(column(all, 'name').toSorted()).toEqual(['吴芳', '周明'].toSorted());
    expect((await ask({ text: '吴芳' })).text).toContain('华星科技有限公司的吴芳（采购）');
    expect((await ask({ customer: '光电' })).text).toContain('还没有登记联系人');
    expect((await ask({ text: '无此人' })).text).toContain('没有找到联系人“无此人”');
  });
});

describe('activities', () => {
  test('what was done in a stretch of time, counted by kind', async () => {
    const answer = await world.ask('wang', 'list_activities', { person: '我', period: '本周' });
    expect(answer.text).toContain('您 11-16 至 11-22 共有 2 次跟进，电话 1 次、拜访 1 次。');
    const range = { from: '2026-11-17', to: '2026-11-17' };
    expect((await world.ask('chen', 'list_activities', { person: '王磊', period: range })).text).toContain(
      '王磊昨天共有 2 次',
    );
  });

  test('nothing done is said with the period', async () => {
    const answer = await world.ask('wang', 'list_activities', { kind: 'wechat', period: '上个月' });
    expect(answer.text).toBe('2026 年 10 月没有微信记录。可以换一段更长的时间再看。');
  });

  test('what is due, with how many are late besides', async () => {
    const today = await world.ask('wang', 'list_follow_ups', { person: '我', due: '今天' });
    expect(today.text).toBe('您今天有 1 个待跟进：15:00 拜访华星科技有限公司。另有 1 个已经逾期。');
    const late = await world.ask('wang', 'list_follow_ups', { overdue: true });
    expect(late.text).toBe('您有 1 个逾期没做的跟进：11-16 09:00 电话联系华星光电材料厂。');
    expect(column(late, 'state')).toEqual(['已逾期']);
    const next = await world.ask('wang', 'list_follow_ups', { due: '下周' });
    expect(next.text).toBe('您 11-23 至 11-29 没有待办的跟进。另有 1 个已经逾期。');
  });
});

describe('leads', () => {
  test('what came in, from where, and what waits for an owner', async () => {
    const fresh = await world.ask('wang', 'find_leads', { period: '本周' });
    expect(fresh.text).toContain('11-16 至 11-22 新增的线索有 2 条');
    const open = await world.ask('chen', 'find_leads', { unassigned: true, source: '展会' });
    expect(open.text).toBe('展会来源的未分配的线索有 1 条，是吕品（江南包装）。');
    const none = await world.ask('wang', 'find_leads', { unassigned: true });
    expect(none.text).toBe('没有找到未分配的线索。未分配的线索由主管查看和分配。');
  });

  test('one lead by its company, its code or the label of an option', async () => {
    const error = await refusalOf(world.ask('wang', 'get_lead', { lead: '张伟' }));
    const [option] = error.details['options'] as { value: string }[];
    for (const lead of ['张伟（锡工模具）', '锡工模具', option?.value])
      expect((await world.ask('wang', 'get_lead', { lead })).text, lead).toContain(
        '张伟（锡工模具）这条线索由王磊跟进',
      );
    expect((await world.ask('chen', 'get_lead', { lead: '吕品' })).text).toContain('还没有分配负责人');
    expect((await refusalOf(world.ask('wang', 'get_lead', { lead: '段飞' }))).code).toBe('tools.not_found');
  });
});

describe('opportunities', () => {
  test('open deals are counted and summed', async () => {
    const answer = await world.ask('wang', 'find_opportunities', { owner: '我', min_amount: 300_000 });
    expect(answer.text).toBe(
      '您负责的金额 ¥300,000 以上的在谈商机有 2 个，合计 ¥950,000。金额最高的是华星产线改造（华星科技有限公司），¥600,000，方案报价。',
    );
    expect(column(answer, 'amount')).toEqual([600_000, 350_000]);
    expect(partOf(answer, 'filter')?.sentence).toBe(
      '只含在谈商机，负责人：王磊，金额不低于 ¥300,000，只含您负责的商机',
    );
  });

  test('by customer, closing time, product, stage and region', async () => {
    const ask = async (args: Record<string, unknown>) => (await world.ask('wang', 'find_opportunities', args)).text;
    expect(await ask({ customer: '光电' })).toContain('华星光电材料厂的商机有 2 个，合计 ¥550,000。');
    expect(await ask({ closing: '本月' })).toContain('2026 年 11 月预计成交的在谈商机有 1 个');
    expect(await ask({ product: '云表专业版' })).toContain('华星产线改造');
    expect(await ask({ stage: 'negotiation' })).toContain('光电检测二期');
    expect(await ask({ stage: 'won' })).toBe('没有找到“赢单”阶段的商机。可以换个阶段或时间再查。');
    expect(await ask({ region: '华南' })).toContain('没有找到华南在谈商机');
  });

  test('a series of several products is a question', async () => {
    const error = await refusalOf(world.ask('wang', 'find_opportunities', { product: '云表系列' }));
    expect(error.details['options']).toHaveLength(2);
  });

  test('one deal by its name, or by its customer when it has only one', async () => {
    const answer = await world.ask('wang', 'get_opportunity', { opportunity: '华星产线改造' });
    expect(answer.text).toContain('在“方案报价”阶段，金额 ¥600,000，成交概率 50%，由王磊负责。预计 11-28 成交。');
    expect((await world.ask('wang', 'get_opportunity', { opportunity: '华星科技' })).text).toBe(answer.text);
    expect((await refusalOf(world.ask('wang', 'get_opportunity', { opportunity: '南粤订货系统' }))).code).toBe(
      'tools.not_found',
    );
  });

  test('deals at rest, longest first, with their days', async () => {
    const answer = await world.ask('wang', 'list_stale_opportunities', {});
    expect(answer.text).toContain('在谈商机里有 3 个超过 30 天没动，合计 ¥1,150,000。');
    expect(column(answer, 'rest')).toEqual([78, 78, 78]);
    const none = await world.ask('wang', 'list_stale_opportunities', { days: 100 });
    expect(none.text).toBe('在谈商机里没有超过 100 天没动的。');
    const team = await world.ask('admin', 'list_stale_opportunities', { team: '华南团队' });
    expect(column(team, 'name')).toEqual(['南粤订货系统']);
  });
});

describe('figures', () => {
  test('the funnel of what one sees, with its chart', async () => {
    const answer = await world.ask('wang', 'sales_funnel', { owner: '我' });
    expect(answer.text).toContain('您：在手 3 单');
    expect(partOf(answer, 'chart')?.chart.kind).toBe('funnel');
    expect(partOf(answer, 'filter')?.sentence).toContain('仅您负责的数据');
    const other = await refusalOf(world.ask('wang', 'sales_funnel', { owner: '没这个人' }));
    expect(other.code).toBe('tools.not_found');
  });

  test('a report tells the whole first; «我» is the speaker', async () => {
    const mine = await world.ask('admin', 'query_report', {
      metrics: ['open_amount'],
      filters: [{ dimension: 'owner', values: ['王磊'] }],
    });
    expect(mine.text).toContain('王磊在手金额 ¥1,150,000。');
    const self = await world.ask('wang', 'query_report', {
      metrics: ['open_amount', 'open_count'],
      filters: [{ dimension: 'owner', values: ['我'] }],
    });
    expect(self.text).toBe('您在手金额 ¥1,150,000，在手商机数 3。');
    const ranked = await world.ask('admin', 'query_report', { metrics: ['open_amount'], dimensions: ['owner'] });
    expect(ranked.text).toContain('整体在手金额 ¥2,050,000。');
    expect(partOf(ranked, 'table')?.rows.map((row) => row['owner'])).toEqual(['王磊', '李强']);
  });

  test('nothing to count is said with the filter; a plain zero is a figure', async () => {
    const grouped = { metrics: ['won_amount'], dimensions: ['owner'], period: '上个月' };
    expect((await world.ask('chen', 'query_report', grouped)).text).toContain(
      '2026 年 10 月没有可以统计赢单金额的记录。',
    );
    const plain = { metrics: ['won_amount'], period: '上个月' };
    expect((await world.ask('chen', 'query_report', plain)).text).toBe('2026 年 10 月赢单金额 ¥0。');
  });

  test('an unknown figure is refused with those like it', async () => {
    const error = await refusalOf(world.ask('chen', 'query_report', { metrics: ['业绩指数'] }));
    expect(error.code).toBe('report.unknown_metric');
  });
});

test('what one can do is told by what one may do, with examples that work', async () => {
  const sales = await world.ask('wang', 'explain_abilities');
  const manager = await world.ask('chen', 'explain_abilities');
  expect(column(sales, 'title')).not.toContain('分配线索');
  expect(column(manager, 'title')).toContain('分配线索');
  expect(column(sales, 'example').every((example) => !String(example).includes('{'))).toBe(true);
  expect(column(sales, 'example')).toContain('华东有哪些制造业客户');
});

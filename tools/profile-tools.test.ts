import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportCatalogue } from '../domain/reports/report-catalogue.ts';
import type { GazetteerEntry } from '../integrations/understanding/gazetteer/gazetteer-entry.ts';
import { makeKnowledge } from '../integrations/understanding/make-knowledge.ts';
import { layerFromCatalogue } from '../integrations/understanding/semantic-layer.ts';
import { understand } from '../integrations/understanding/understand.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import { dealWorld } from '../tests/support/deal-world.ts';
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

test('health is told with what moved it, what is weak, and every signal', async () => {
  const answer = await world.ask('wang', 'explain_health', { customer: '华星科技' });
  expect(answer.text).toMatch(/^华星科技有限公司的健康度是 \d+ 分，属于“健康”。让它变动的主要原因：/u);
  expect(answer.text).toContain('得分较低的还有回款：有回款逾期 34 天');
  expect(answer.text).toMatch(/信号齐全度是 \d+%，缺的部分没有扣分/u);
  expect(column(answer, 'signal')).toEqual(expect.arrayContaining(['回款', '最近联系']));
});

test('the course of the score is drawn from two days on; nothing known is said', async () => {
  const [profile] = await world.sql<{ customer_id: string }>(
    "select p.customer_id from customer_profile p join customer c on c.id = p.customer_id where c.name = '华星科技有限公司'",
  );
  await world.sql(
    `insert into customer_profile_history (customer_id, day, tier, health, health_level, confidence, causes)
     values ($1, '2026-11-01', 'small', 60, 'attention', 70, '[]')`,
    [profile?.customer_id],
  );
  const answer = await world.ask('wang', 'explain_health', { customer: '华星科技' });
  expect(partOf(answer, 'chart')?.rows.map((row) => row['day'])).toEqual(['2026-11-01', '2026-11-18']);
  expect((await world.ask('wang', 'explain_health', { customer: '华星集团' })).text).toContain('还没有统计出来');
  expect((await refusalOf(world.ask('li', 'explain_health', { customer: '华星科技' }))).code).toBe('tools.not_found');
});

test('customers at risk are listed worst first with their causes, by person and region', async () => {
  await world.sql(
    `update customer_profile p set health = 21, health_level = 'at_risk',
       causes = '[{"signal":"contact","points":-20,"words":"78 天没有联系"}]'
     from customer c where c.id = p.customer_id and c.name = '华星光电材料厂'`,
  );
  const answer = await world.ask('chen', 'list_at_risk_customers', { owner: '王磊', region: '华东' });
  expect(answer.text).toContain('王磊负责的华东健康度“有风险”的客户有 1 家：华星光电材料厂 21 分（78 天没有联系）。');
  expect(partOf(answer, 'filter')?.sentence).toBe('健康度：有风险，负责人：王磊，客户区域：华东，只含本团队的客户');
  expect(partOf(answer, 'suggestions')?.items[0]).toBe('华星光电材料厂的健康度为什么这么低');
  expect((await world.ask('li', 'list_at_risk_customers', {})).text).toBe('客户里没有健康度“有风险”的。');
  expect((await world.ask('chen', 'list_at_risk_customers', { team: '华东团队', level: 'healthy' })).text).toContain(
    '华星科技有限公司',
  );
});

test('the story of a customer is six short paragraphs with the records they rest on', async () => {
  const answer = await world.ask('wang', 'customer_story', { customer: '华星科技' });
  const lines = answer.text.split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toContain('决策人是周明（总经理）');
  expect(answer.text).toContain('“华星一期服务合同”到 12-31 到期');
  expect(partOf(answer, 'records')?.items[0]).toMatchObject({ entity: 'customer', label: '华星科技有限公司' });
});

test('value: one customer, the customers of a tier, and how they spread', async () => {
  const one = await world.ask('wang', 'customer_value', { customer: '华星科技' });
  expect(one.text).toContain('华星科技有限公司是小额客户：近 730 天 1 单，共 ¥480,000');
  const prospects = await world.ask('chen', 'customer_value', { tier: 'prospect', owner: '赵敏' });
  expect(prospects.text).toBe('赵敏负责的未成交客户有 1 家：远景机械。');
  const all = await world.ask('chen', 'customer_value', {});
  expect(all.text).toBe('客户共 4 家：小额客户 1 家、未成交客户 3 家。');
  expect(column(all, 'customers')).toEqual([0, 0, 0, 1, 3]);
  expect((await world.ask('chen', 'customer_value', { tier: 'key' })).text).toContain('没有“重点客户”这一层的');
});

test('relations say who belongs to whom, who decides and who is against', async () => {
  const answer = await world.ask('wang', 'show_relations', { customer: '华星科技' });
  expect(answer.text).toBe(
    '华星科技有限公司的关系：上级公司华星集团、被介绍的客户华星光电材料厂。决策链：周明（总经理，决策人）、吴芳（采购，反对者，反对）。要留意吴芳的反对意见。',
  );
  expect(column(answer, 'name')).toEqual(['周明', '吴芳']);
  expect((await world.ask('li', 'show_relations', { customer: '南粤食品' })).text).toContain('还没有登记关系和决策链');
});

const NAMES: readonly (readonly [GazetteerEntry['kind'], string, string?])[] = [
  ['customer', '华星科技有限公司', '华星科技'],
  ['customer', '华星光电材料厂', '华星光电'],
  ['customer', '华星集团'],
  ['customer', '远景机械'],
  ['customer', '南粤食品'],
  ['opportunity', '华星产线改造'],
  ['opportunity', '光电检测一期'],
  ['opportunity', '光电检测二期'],
  ['person', '王磊'],
  ['person', '赵敏'],
  ['team', '华东团队'],
  ['region', '华东'],
];

test('whatever an answer suggests to ask next is understood', async () => {
  const now = world.clock.now();
  const entries = NAMES.map(([kind, name, short], id) => ({
    kind,
    id: `${kind}-${id}`,
    name,
    ...(short ? { aliases: [short] } : {}),
  }));
  const knowledge = makeKnowledge({ tools: TOOLS, layer: layerFromCatalogue(reportCatalogue()), entries, now });
  const asked: readonly (readonly [string, Record<string, unknown>, string?])[] = [
    ['check_up_deal', { opportunity: '光电检测二期' }],
    ['forecast_sales', { period: '本月', owner: '我' }],
    ['forecast_sales', {}],
    ['list_deal_warnings', {}],
    ['list_deal_warnings', { kind: 'slipping' }],
    ['list_at_risk_customers', {}],
    ['list_at_risk_customers', { level: 'healthy' }],
    ['explain_health', { customer: '华星科技' }],
    ['customer_story', { customer: '华星科技' }],
    ['customer_value', { customer: '华星科技' }],
    ['customer_value', {}],
    ['customer_value', { tier: 'prospect' }],
    ['show_relations', { customer: '华星科技' }],
    ['list_contracts', { ending: true }],
    ['list_contracts', { customer: '南粤食品' }, 'li'],
    ['list_orders', {}],
    ['list_orders', { status: 'cancelled' }],
    ['delivery_status', { customer: '华星科技' }],
    ['delivery_status', { overdue: true }],
    ['list_unplanned', { kind: 'opportunity' }],
    ['list_unplanned', {}],
    ['list_reminders', {}],
  ];
  const lost: string[] = [];
  for (const [tool, args, person = 'chen'] of asked) {
    const answer = await world.ask(person as 'chen', tool, args);
    for (const text of partOf(answer, 'suggestions')?.items ?? []) {
      const read = understand(
        { text, history: {}, me: { name: '陈静', role: 'sales_manager' }, now, tools: TOOLS },
        knowledge,
      );
      const strays = read.kind === 'calls' ? read.calls.filter(({ tool: found }) => found === 'ask_knowledge') : [];
      if (read.kind !== 'calls' || strays.length > 0)
        lost.push(`${tool}: ${text} → ${JSON.stringify(read).slice(0, 160)}`);
    }
  }
  expect(lost).toEqual([]);
});

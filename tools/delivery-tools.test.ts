import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../domain/in-transaction.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import { dealWorld } from '../tests/support/deal-world.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import type { ToolWorld } from '../tests/support/tool-world.ts';
import type { ToolAnswer } from './tool.ts';
import { updateDeliveryTask } from './update-delivery-task.tool.ts';

let world: ToolWorld;
beforeAll(async () => {
  world = await dealWorld();
});
afterAll(async () => await world.stop());

function partOf<T extends AnswerPart['type']>(answer: ToolAnswer, type: T) {
  return answer.parts.find((part): part is Extract<AnswerPart, { type: T }> => part.type === type);
}
const refused = async (tool: string, args: Record<string, unknown>): Promise<string> =>
  (await refusalOf(world.propose('wang', tool, args))).sentence('zh');

test('contracts: of a customer, ending soon, ending in a month, of a colleague none', async () => {
  const one = await world.ask('wang', 'list_contracts', { customer: '华星科技' });
  expect(one.text).toBe(
    '华星科技有限公司的合同有 1 份，合计 ¥480,000：华星一期服务合同（¥480,000，12-31 到期）。逾期未付的款项共 ¥200,000。',
  );
  const soon = await world.ask('chen', 'list_contracts', { ending: true, team: '华东团队' });
  expect(soon.text).toContain('华东团队的未来 90 天到期的合同有 1 份');
  expect((await world.ask('chen', 'list_contracts', { due: '下个月', ending: true })).text).toContain(
    '2026 年 12 月到期',
  );
  expect((await world.ask('chen', 'list_contracts', { due: '本月', ending: true })).text).toContain('没有');
  expect((await world.ask('li', 'list_contracts', { ending: true })).text).toBe('没有未来 90 天到期的合同。');
});

test('orders: of a customer, of a team in a stretch of time, by state', async () => {
  const one = await world.ask('wang', 'list_orders', { customer: '华星科技' });
  expect(one.text).toContain(
    '华星科技有限公司的订单有 1 个，合计 ¥480,000。最近的是华星一期采购（¥480,000，09-21 下单，已确认）。',
  );
  expect((await world.ask('chen', 'list_orders', { team: '华东团队', period: '今年' })).text).toContain('有 1 个');
  expect((await world.ask('chen', 'list_orders', { status: 'cancelled' })).text).toBe('没有已取消的订单。');
  expect((await world.ask('admin', 'list_orders', { owner: '李强' })).text).toBe('没有李强负责的订单。');
});

test('a delivery is told with what is late and what comes next, one’s own tasks besides', async () => {
  const one = await world.ask('wang', 'delivery_status', { customer: '华星科技' });
  expect(one.text).toContain('华星科技有限公司的交付任务共 6 项，已完成 0 项。逾期 6 项：');
  const late = await world.ask('chen', 'delivery_status', { overdue: true });
  expect(late.text).toContain('逾期的交付任务有 6 项：');
  expect(partOf(late, 'filter')?.sentence).toContain('已逾期');
  expect((await world.ask('li', 'delivery_status', { owner: '我' })).text).toContain('您没有待做的交付任务');
});

test('a task is found by a part of its name and changed; the order follows', async () => {
  const args = { customer: '华星科技', task: '启动会开完了', status: 'done' };
  const card = await world.propose('wang', 'update_delivery_task', args);
  expect(card.summary).toBe('把华星科技有限公司的交付任务“项目启动会”从“未开始”改为“已完成”。');
  expect(Object.keys(card.snapshot)[0]).toMatch(/^delivery_task:/u);
  expect(card.settled).toEqual({ task: Object.keys(card.snapshot)[0]?.slice('delivery_task:'.length) });
  expect((await world.carryOut('wang', 'update_delivery_task', args)).text).toContain('已把“项目启动会”');
  expect(await world.sql('select status from sales_order')).toEqual([{ status: 'delivering' }]);
  expect((await world.ask('wang', 'delivery_status', { customer: '华星科技' })).text).toContain('已完成 1 项');
  const { carryOut } = updateDeliveryTask;
  const late = inTransaction(world.as('wang'), (scope) => carryOut(scope, card.plan));
  expect((await refusalOf(late)).code).toBe('crm.stale_version');
});

test('which task is asked with options that name one; none is refused', async () => {
  const error = await refusalOf(
    world.propose('wang', 'update_delivery_task', { customer: '华星科技', status: 'doing' }),
  );
  expect(error.sentence('zh')).toBe('华星科技有限公司有 5 项待做的交付任务，请问是哪一项？');
  const [first] = error.details['options'] as { label: string; value: string }[];
  const chosen = { customer: '华星科技', status: 'doing', task: first?.value };
  expect((await world.propose('wang', 'update_delivery_task', chosen)).summary).toContain('合同归档、开票信息确认');
  expect(await refused('update_delivery_task', { customer: '华星光电', status: 'done' })).toContain(
    '没有待做的交付任务',
  );
  expect(await refused('update_delivery_task', { customer: '华星科技', task: '项目启动会', status: 'todo' })).toContain(
    '请问是哪一项',
  );
});

test('an issue is opened on the order in work, due by how grave it is', async () => {
  const args = { customer: '华星科技', title: '设备少到两台', severity: 'critical' };
  const card = await world.propose('wang', 'open_delivery_issue', args);
  expect(card.changes.map(({ field, after }) => [field, after])).toEqual(
    expect.arrayContaining([
      ['问题', '设备少到两台'],
      ['程度', '紧急'],
      ['期限', '2026-11-19'],
      ['负责人', '王磊'],
    ]),
  );
  const done = await world.carryOut('wang', 'open_delivery_issue', args);
  expect(done.text).toBe('已登记交付问题 WT-000001：设备少到两台，由王磊负责，期限 2026-11-19。');
  expect((await world.ask('wang', 'delivery_status', { customer: '华星科技' })).text).toContain(
    '没解决的问题 1 个：设备少到两台（紧急，待处理）。',
  );
  expect(await refused('open_delivery_issue', { customer: '华星光电', title: '屏幕不亮' })).toBe(
    '“华星光电材料厂”没有进行中的订单，请先从赢单的商机生成订单。',
  );
});

test('a won deal becomes an order once, with its delivery; one that is not won is refused', async () => {
  expect(await refused('create_order', { opportunity: '光电检测二期' })).toContain('还没有赢单');
  expect(await refused('create_order', { customer: '华星科技' })).toBe(
    '“华星一期采购”已经有订单 DD-000001（¥480,000）了，不用再改。',
  );
  await world.carryOut('wang', 'move_opportunity_stage', { opportunity: '光电检测二期', stage: 'won' });
  const card = await world.propose('wang', 'create_order', { customer: '华星光电' });
  expect(card.summary).toBe('为“光电检测二期”（华星光电材料厂）生成订单，金额 ¥350,000，同时按“标准交付”排交付计划。');
  expect(Object.keys(card.snapshot)[0]).toMatch(/^opportunity:/u);
  const done = await world.carryOut('wang', 'create_order', { customer: '华星光电', amount: 300_000 });
  expect(done.text).toBe('已生成订单 DD-000002：光电检测二期，¥300,000。交付计划也排好了。');
  expect(await world.sql('select count(*)::int as n from delivery_plan')).toEqual([{ n: 2 }]);
  const none = await refusalOf(world.propose('li', 'create_order', { opportunity: '光电检测二期' }));
  expect(none.code).toBe('tools.not_found');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeFromLibrary } from '../domain/sop/library/take-from-library.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import { toolWorld, type ToolWorld } from '../tests/support/tool-world.ts';

let world: ToolWorld;
beforeAll(async () => {
  world = await toolWorld();
  for (const name of ['welcome-new-friend', 'birthday-care'])
    await takeFromLibrary(world.as('chen'), { library_name: name });
});
afterAll(async () => await world.stop());

test('templates are found by kind, state and words', async () => {
  const all = await world.ask('wang', 'find_sop_templates');
  expect(all.text).toContain('SOP 模板有 2 个：');
  expect((await world.ask('wang', 'find_sop_templates', { sop_type: 'welcome' })).text).toContain(
    '“新好友欢迎”（草稿）',
  );
  expect((await world.ask('wang', 'find_sop_templates', { status: 'active' })).text).toContain('没有已启用的 SOP 模板');
  expect((await world.ask('wang', 'find_sop_templates', { about: '生日' })).text).toContain('有 1 个：“生日祝福”');
});

test('a template is explained step by step, found by the name in the question', async () => {
  const told = await world.ask('wang', 'explain_sop_template', { template: '讲讲SOP模板新好友欢迎的步骤' });
  expect(told.text).toContain('自动开始：新好友。一共 8 步：发送欢迎消息 → 等待 24 小时');
  const [table] = told.parts;
  expect(table).toMatchObject({
    type: 'table',
    rows: expect.arrayContaining([expect.objectContaining({ when: '1 天后' })]),
  });
  expect((await world.ask('wang', 'explain_sop_template', { template: '生日SOP怎么走' })).text).toContain('“生日祝福”');
  const unknown = await refusalOf(world.ask('wang', 'explain_sop_template', { template: '合同签署SOP' }));
  expect(unknown.code).toBe('tools.not_found');
});

test('statistics are of all, or of the template that is named', async () => {
  expect((await world.ask('wang', 'sop_statistics')).text).toContain('SOP 模板 2 个，启用 0 个。');
  expect((await world.ask('wang', 'sop_statistics', { template: 'SOP整体效果怎么样' })).text).toContain(
    'SOP 模板 2 个',
  );
  expect((await world.ask('wang', 'sop_statistics', { template: '新好友欢迎SOP的回复率' })).text).toContain(
    '“新好友欢迎”一共 0 个实例',
  );
});

test('a draft is shown with every step and its check, and kept as a draft', async () => {
  const goal = '起草一个SOP，客户十天没回复就再问一次，等2天';
  const card = await world.propose('chen', 'draft_sop_template', { goal });
  expect(card.summary).toContain('新建草稿“沉默 7 天跟进”，依据模板库的“沉默 7 天跟进”，一共 9 步，不会启用。');
  expect(card.summary).toContain('按您说的：10 天没有消息的联系人；“等待 3 天”等 2 天。已通过检查。');
  expect(card.changes.map(({ field }) => field)).toContain('1. 看是否还沉默');
  const done = await world.carryOut('chen', 'draft_sop_template', { goal });
  expect(done.text).toContain('已存成草稿“沉默 7 天跟进”');
  const [row] = await world.sql<{ status: string }>(`select status from sop_templates where name = '沉默 7 天跟进'`);
  expect(row).toEqual({ status: 'draft' });
  expect((await refusalOf(world.propose('chen', 'draft_sop_template', { goal: '帮我订机票' }))).code).toBe(
    'tools.not_found',
  );
});

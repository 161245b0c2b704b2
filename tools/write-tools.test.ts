import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../domain/in-transaction.ts';
import type { Scope } from '../domain/scope.ts';
import { updateCustomer } from '../domain/crm/customers/update-customer.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import { toolWorld, type ToolWorld } from '../tests/support/tool-world.ts';
import type { CrmPerson } from '../tests/support/crm-world.ts';
import { TOOLS } from './registry.ts';

/** An organisation of its own for the tests of one group. */
function useWorld() {
  let world: ToolWorld | undefined;
  beforeAll(async () => {
    world = await toolWorld();
  });
  afterAll(async () => await world?.stop());
  const here = (): ToolWorld => {
    if (!world) throw new Error('no world');
    return world;
  };
  return {
    here,
    propose: (person: CrmPerson, tool: string, args: Record<string, unknown>) => here().propose(person, tool, args),
    carryOut: async (person: CrmPerson, tool: string, args: Record<string, unknown>) =>
      (await here().carryOut(person, tool, args)).text,
    refused: async (person: CrmPerson, tool: string, args: Record<string, unknown>) =>
      (await refusalOf(here().propose(person, tool, args))).sentence('zh'),
    ask: async (tool: string, args: Record<string, unknown>) => (await here().ask('chen', tool, args)).text,
  };
}

/** Carries out a plan that was made before. */
async function carryOutLate(scope: Scope, tool: string, plan: unknown): Promise<void> {
  const found = TOOLS.find((one) => one.name === tool);
  if (found?.risk !== 'write') throw new Error(`${tool} changes nothing`);
  await inTransaction(scope, (tx) => found.carryOut(tx, plan));
}

describe('tags', () => {
  const { here, propose, carryOut, refused } = useWorld();

  test('a card shows the tags before and after; what is there already is left out', async () => {
    const card = await propose('wang', 'add_tags', { customer: '华星科技', tags: ['高意向', '重点客户'] });
    expect(card.summary).toBe('给“华星科技有限公司”加上“高意向”标签。');
    expect(card.changes).toMatchObject([
      { field: '标签', before: '已报价、重点客户', after: '已报价、重点客户、高意向' },
    ]);
    expect(card.fields).toMatchObject([{ name: 'tags', kind: 'tags', value: ['高意向'] }]);
    expect(Object.keys(card.snapshot)[0]).toMatch(/^customer:/);
    expect(await carryOut('wang', 'add_tags', { customer: '华星科技', tags: ['高意向'] })).toBe(
      '已给“华星科技有限公司”加上“高意向”标签。',
    );
    expect(await refused('wang', 'add_tags', { customer: '华星科技', tags: ['高意向标签'] })).toBe(
      '“华星科技有限公司”已经有“高意向”标签了，不用再改。',
    );
  });

  test('tags are removed by a part of their name; one that is not there is refused', async () => {
    expect(await carryOut('wang', 'remove_tags', { customer: '华星科技', tags: ['报价'] })).toBe(
      '已去掉“华星科技有限公司”的“已报价”标签。',
    );
    expect(await refused('wang', 'remove_tags', { customer: '华星科技', tags: ['沉睡'] })).toContain('重点客户');
  });

  test('a card of a customer that changed since has another snapshot', async () => {
    const args = { customer: '华星光电', tags: ['高意向'] };
    const before = await propose('wang', 'add_tags', args);
    const [id = '', version = 0] = Object.entries(before.snapshot)[0] ?? [];
    await updateCustomer(here().as('wang'), { id: id.slice('customer:'.length), version, city: '无锡' });
    expect((await propose('wang', 'add_tags', args)).snapshot).not.toEqual(before.snapshot);
  });
});

describe('follow-ups', () => {
  const { here, propose, carryOut, refused, ask } = useWorld();

  test('a phrase becomes a moment the card shows and keeps', async () => {
    const card = await propose('wang', 'schedule_follow_up', {
      customer: '华星科技',
      at: '明天下午三点',
      kind: 'visit',
    });
    expect(card.summary).toBe('2026-11-19（周四）15:00，您拜访“华星科技有限公司”。');
    expect(card.settled).toEqual({ at: '2026-11-19T15:00' });
    expect(card.fields[0]).toMatchObject({ name: 'at', kind: 'datetime', value: '2026-11-19T15:00' });
    const done = await carryOut('wang', 'schedule_follow_up', {
      customer: '华星科技',
      at: '2026-11-19T15:00',
      kind: 'visit',
    });
    expect(done).toBe('已安排：2026-11-19（周四）15:00，您拜访“华星科技有限公司”。');
    expect(await ask('list_follow_ups', { person: '王磊', due: '明天' })).toContain('王磊明天有 1 个待跟进');
  });

  test('every way a model writes a moment is understood; the past, the unclear and others’ time are refused', async () => {
    for (const at of ['2026-11-20 15:00', '2026-11-20T15:00:00', '2026-11-20T07:00:00Z', '2026-11-20T15:00:00+08:00'])
      expect((await propose('wang', 'schedule_follow_up', { customer: '光电', at })).settled).toEqual({
        at: '2026-11-20T15:00',
      });
    expect(await refused('wang', 'schedule_follow_up', { customer: '光电', at: '2026-11-17T15:00' })).toBe(
      '2026-11-17（周二）15:00 已经过去了，请换一个将来的时间。',
    );
    expect(await refused('wang', 'schedule_follow_up', { customer: '光电', at: '2026-02-30T15:00' })).toContain(
      '没有看懂',
    );
    const forOther = { customer: '光电', at: '2026-11-20T15:00', person: '赵敏' };
    expect(await refused('wang', 'schedule_follow_up', forOther)).toContain('不能把记录分给别人');
    expect((await propose('chen', 'schedule_follow_up', forOther)).summary).toContain('赵敏跟进');
  });

  test('it hangs on a lead or a deal as well, and on one of them it must', async () => {
    const at = '2026-11-20T10:00';
    expect((await propose('wang', 'schedule_follow_up', { lead: '锡工模具', at })).refs[0]).toMatchObject({
      entity: 'lead',
    });
    expect((await propose('wang', 'schedule_follow_up', { customer: '锡工模具', at })).refs[0]).toMatchObject({
      entity: 'lead',
    });
    expect((await propose('wang', 'schedule_follow_up', { opportunity: '光电检测二期', at })).refs[0]).toMatchObject({
      entity: 'opportunity',
    });
    expect(await refused('wang', 'schedule_follow_up', { at, customer: '' })).toContain('还缺少客户、线索或商机的名称');
  });

  test('what was done is written down', async () => {
    const args = { customer: '华星科技', kind: 'visit', content: '今天拜访了华星，对方要报价。下周给。' };
    expect(await carryOut('wang', 'log_activity', args)).toBe('已在“华星科技有限公司”下记好这条拜访记录。');
    expect(await ask('list_activities', { customer: '华星科技' })).toContain('今天拜访了华星，对方要报价');
  });

  test('the earliest that waits is completed; a stale plan is refused', async () => {
    const card = await propose('wang', 'complete_follow_up', { customer: '光电', note: '预算已批' });
    expect(card.summary).toContain('电话“问预算”标为完成');
    expect(await carryOut('wang', 'complete_follow_up', { customer: '光电', note: '预算已批' })).toContain('标为完成');
    const late = carryOutLate(here().as('wang'), 'complete_follow_up', card.plan);
    expect((await refusalOf(late)).code).toBe('crm.stale_version');
    expect(await refused('wang', 'complete_follow_up', { customer: '光电' })).toBe(
      '“华星光电材料厂”没有待办的跟进，不用再改。',
    );
  });
});

describe('opportunities', () => {
  const { here, propose, carryOut, refused } = useWorld();

  test('a customer’s only open deal is moved', async () => {
    const args = { customer: '华星科技', stage: 'negotiation' };
    const card = await propose('wang', 'move_opportunity_stage', args);
    expect(card.changes).toMatchObject([{ record_label: '华星产线改造', before: '方案报价', after: '商务谈判' }]);
    expect(card.fields[0]?.options?.map((option) => option.value)).toEqual([
      'qualification',
      'negotiation',
      'won',
      'lost',
    ]);
    expect(await carryOut('wang', 'move_opportunity_stage', args)).toBe('已把“华星产线改造”改到“商务谈判”。');
    const late = carryOutLate(here().as('wang'), 'move_opportunity_stage', card.plan);
    expect((await refusalOf(late)).code).toBe('crm.stale_version');
  });

  test('several open deals are a question, and an option answers it in either argument', async () => {
    const error = await refusalOf(propose('wang', 'move_opportunity_stage', { customer: '光电', stage: 'won' }));
    const options = error.details['options'] as { label: string; value: string }[];
    const first = options.find((option) => option.label.includes('一期'))?.value;
    for (const args of [{ opportunity: first }, { customer: first }, { customer: '光电', opportunity: first }])
      expect((await propose('wang', 'move_opportunity_stage', { ...args, stage: 'won' })).summary).toContain(
        '光电检测一期',
      );
  });

  test('a stage that requires facts says which are missing before there is a card', async () => {
    await here().sql("update stage_definition set enforcement = 'require' where stage = 'won'");
    const move = refused('wang', 'move_opportunity_stage', { opportunity: '光电检测二期', stage: 'won' });
    expect(await move).toContain('进入“赢单”之前还要弄清楚');
    await here().sql("update stage_definition set enforcement = 'advise' where stage = 'won'");
  });

  test('a move the table does not allow is refused with the reason', async () => {
    const move = (args: Record<string, unknown>) => refused('wang', 'move_opportunity_stage', args);
    expect(await move({ opportunity: '光电检测二期', stage: 'prospecting' })).toContain(
      '现在可以改到：方案报价、赢单、输单',
    );
    expect(await move({ opportunity: '光电检测二期', stage: 'lost' })).toContain('请写明原因');
    expect(await move({ opportunity: '光电检测二期', stage: 'negotiation' })).toContain('已经在“商务谈判”阶段了');
    expect(await move({ customer: '远景机械', stage: 'won' })).toContain('没有找到客户“远景机械”');
    expect(
      await carryOut('wang', 'move_opportunity_stage', {
        opportunity: '光电检测二期',
        stage: 'lost',
        lost_reason: '嫌贵',
      }),
    ).toBe('已把“光电检测二期”改到“输单”。');
  });

  test('amount and closing day change together; no change is refused', async () => {
    const args = { customer: '华星科技', amount: 850_000, expected_close: '12月15号' };
    const card = await propose('wang', 'update_opportunity', args);
    expect(card.changes).toMatchObject([
      { field: '金额', before: '¥600,000', after: '¥850,000' },
      { field: '预计成交日', before: '2026-11-28', after: '2026-12-15' },
    ]);
    expect(card.settled).toEqual({ expected_close: '2026-12-15' });
    expect(await carryOut('wang', 'update_opportunity', args)).toContain(
      '金额改为 ¥850,000，预计成交日改为 2026-12-15',
    );
    expect(await refused('wang', 'update_opportunity', args)).toContain('已经是这样了');
    expect(await refused('wang', 'update_opportunity', { customer: '华星科技' })).toContain('还缺少新的金额');
    expect(
      await refused('wang', 'update_opportunity', { customer: '华星科技', expected_close: '2026-11-01' }),
    ).toContain('已经过去了');
  });
});

describe('leads and contacts', () => {
  const { propose, carryOut, refused } = useWorld();

  test('a new lead and a new contact show every field that is given', async () => {
    const lead = { name: '田大伟', company: '宏图', phone: '13800001234', source: null };
    expect((await propose('wang', 'create_lead', lead)).changes.map((change) => change.field)).toEqual([
      '姓名',
      '公司',
      '电话',
      '负责人',
    ]);
    expect(await carryOut('wang', 'create_lead', lead)).toContain('已新建线索“田大伟”（XS-');
    const contact = { customer: '华星科技', name: '许念', title: '采购主管' };
    expect(await carryOut('wang', 'create_contact', contact)).toBe(
      '已给“华星科技有限公司”新建联系人“许念”（采购主管）。',
    );
    expect(await refused('wang', 'create_contact', { customer: '华星科技', name: '许念' })).toContain(
      '已经有联系人“许念”了',
    );
  });

  test('a status changes; the converted one only by converting', async () => {
    expect(await carryOut('wang', 'change_lead_status', { lead: '锡工模具', status: 'contacted' })).toBe(
      '已把线索“张伟”的状态改为“已联系”。',
    );
    const change = (status: string) => refused('wang', 'change_lead_status', { lead: '锡工模具', status });
    expect(await change('contacted')).toContain('已经是“已联系”');
    expect(await change('converted')).toContain('转为客户');
    expect(await refused('wang', 'change_lead_status', { lead: '张伟', status: 'new' })).toContain('有 2 个');
  });
});

describe('giving records to others', () => {
  const { propose, carryOut, refused } = useWorld();

  test('a lead and a customer with its work go to a colleague', async () => {
    expect(await carryOut('chen', 'assign_lead', { lead: '吕品', to: '赵敏' })).toBe('已把线索“吕品”分给赵敏。');
    expect(await refused('chen', 'assign_lead', { lead: '吕品', to: '赵敏' })).toContain('本来就由赵敏负责');
    const card = await propose('chen', 'transfer_customer', { customer: '华星科技', to: '赵敏' });
    expect(card.summary).toBe(
      '把客户“华星科技有限公司”转给赵敏。1 个在谈商机、1 个待办跟进一起转过去；已结束的业绩不变。',
    );
    expect(await carryOut('chen', 'transfer_customer', { customer: '华星科技', to: '赵敏' })).toContain('转给赵敏');
    expect(await refused('chen', 'transfer_customer', { customer: '华星科技', to: '没有的人' })).toContain(
      '没有找到同事',
    );
  });

  test('«我» takes it over; another team’s customer is not found', async () => {
    expect((await propose('chen', 'assign_lead', { lead: '吕品', to: '我' })).summary).toContain('分给您');
    expect(await refused('chen', 'transfer_customer', { customer: '南粤食品', to: '赵敏' })).toContain('没有找到客户');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runBulkEdit } from '../domain/crm/bulk-edits/run-bulk-edit.ts';
import { createCustomer } from '../domain/crm/customers/create-customer.ts';
import { updateCustomer } from '../domain/crm/customers/update-customer.ts';
import { createLead } from '../domain/crm/leads/create-lead.ts';
import { refreshQuality } from '../domain/crm/quality/refresh-quality.ts';
import { createSegment } from '../domain/crm/segments/save-segment.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import { CreateSegment } from '../kernel/contracts/segments.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import { toolWorld, type ToolWorld } from '../tests/support/tool-world.ts';
import type { CrmPerson } from '../tests/support/crm-world.ts';
import type { ToolAnswer } from './tool.ts';

let world: ToolWorld;
beforeAll(async () => {
  world = await toolWorld();
});
afterAll(async () => await world.stop());

const refused = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).sentence('zh');

function tableOf(answer: ToolAnswer) {
  return answer.parts.find((part): part is Extract<AnswerPart, { type: 'table' }> => part.type === 'table');
}
const column = (answer: ToolAnswer, key: string): unknown[] => tableOf(answer)?.rows.map((row) => row[key]) ?? [];
const suggestionsOf = (answer: ToolAnswer): readonly string[] =>
  answer.parts.flatMap((part) => (part.type === 'suggestions' ? part.items : []));

describe('data quality', () => {
  test('an overview says how complete the records are, what they lack and whose are worst', async () => {
    await createCustomer(world.as('zhao'), { name: '测试' });
    await refreshQuality(world.as('admin'));
    const all = await world.ask('chen', 'data_quality', { customers: true });
    expect(all.text).toMatch(/^客户共 4 家，资料平均完整度 [\d.]+%。资料不全 \d 家，内容有误 1 家，/u);
    expect(all.text).toContain('最缺的是');
    expect(all.text).toContain('资料最不全的是赵敏名下的');
    expect(column(all, 'name').toSorted()).toEqual(['王磊', '赵敏'].toSorted());
    expect(all.parts.some((part) => part.type === 'chart')).toBe(true);
    const one = await world.ask('chen', 'data_quality', { owner: '王磊' });
    expect(one.text).toContain('王磊负责的客户共 2 家');
    expect(column(one, 'name')).toEqual(['王磊']);
  });

  test('what is wrong, what is missing and what lies too long is listed by itself', async () => {
    const wrong = await world.ask('zhao', 'data_quality', { invalid: true });
    expect(wrong.text).toBe('客户里内容有误的有 1 家：测试。测试：名称像是测试数据。');
    const lacking = await world.ask('zhao', 'data_quality', { incomplete: true });
    expect(lacking.text).toMatch(/资料不全的有 \d 家：.*最缺的是.*（\d 家）/u);
    expect(column(lacking, 'missing').every((cell) => typeof cell === 'string')).toBe(true);
    world.clock.advance({ days: 100 });
    const old = await world.ask('wang', 'data_quality', { owner: '我', stale: true });
    expect(old.text).toMatch(/^您负责的客户里很久没有更新的有 \d 家：.*最久的是华星光电材料厂，\d+ 天没有动过。/u);
    world.clock.advance({ days: -100 });
    expect((await world.ask('li', 'data_quality', { invalid: true })).text).toBe('客户里没有内容有误的。');
  });
});

describe('duplicates and merges', () => {
  const twin = async (person: CrmPerson, name: string, fields: Record<string, unknown> = {}) =>
    await createCustomer(world.as(person), { name, ...fields });

  test('one record is looked for at once; a colleague’s is told by the owner alone', async () => {
    expect((await world.ask('wang', 'find_duplicates', { customer: '华星科技' })).text).toBe(
      '没有发现和客户“华星科技有限公司”重复的记录。',
    );
    await twin('wang', '苏州华星科技', { phone: '051288887777', sector: '电子' });
    const own = await world.ask('wang', 'find_duplicates', { customer: '华星科技有限公司' });
    expect(own.text).toContain('和客户“华星科技有限公司”疑似重复的有 1 条。');
    expect(own.text).toContain('电话相同');
    expect(suggestionsOf(own)).toContain('把华星科技有限公司重复的那条合并掉');
    await twin('li', '远景机械有限公司');
    const hidden = await world.ask('zhao', 'find_duplicates', { customer: '远景机械' });
    expect(hidden.text).toContain('已有同事在跟进，请先联系李强');
    expect(JSON.stringify(hidden.parts)).not.toContain('远景机械有限公司');
  });

  test('all pairs are listed with their reasons', async () => {
    expect((await world.ask('li', 'find_duplicates', { leads: true })).text).toBe('线索里没有发现疑似重复的。');
    await refreshQuality(world.as('admin'));
    const pairs = await world.ask('chen', 'find_duplicates', { customers: true });
    expect(pairs.text).toMatch(/^客户里疑似重复的有 2 组/u);
    expect(column(pairs, 'reasons').join()).toContain('电话相同');
    expect(column(pairs, 'right').concat(column(pairs, 'left'))).toContain('同事的客户');
  });

  test('the card shows which values change and what comes along; a change meanwhile is another card', async () => {
    const args = { customer: '苏州华星科技', into: '华星科技有限公司' };
    const card = await world.propose('wang', 'merge_records', args);
    expect(card.summary).toContain('把客户“苏州华星科技”并入“华星科技有限公司”，保留“华星科技有限公司”。');
    expect(card.summary).toContain('两边不一样、以“华星科技有限公司”为准的有：');
    expect(card.summary).toContain('行业');
    expect(card.changes[0]).toMatchObject({ field: '记录', after: '并入“华星科技有限公司”' });
    expect(Object.keys(card.snapshot)).toHaveLength(2);
    const loser = Object.entries(card.snapshot).find(([key]) => key.endsWith(String(card.refs[1]?.id)));
    await updateCustomer(world.as('wang'), { id: card.refs[1]?.id ?? '', version: loser?.[1] ?? 0, city: '苏州' });
    expect((await world.propose('wang', 'merge_records', args)).snapshot).not.toEqual(card.snapshot);
  });

  test('of one that is named alone its only twin goes into it, and the merge can be undone by either name', async () => {
    const single = await world.propose('wang', 'merge_records', { customer: '华星科技有限公司' });
    expect(single.summary).toContain('把客户“苏州华星科技”并入“华星科技有限公司”');
    const done = await world.carryOut('wang', 'merge_records', { customer: '华星科技有限公司' });
    expect(done.text).toContain('已把客户“苏州华星科技”并入“华星科技有限公司”。');
    const names = async () =>
      (await world.sql<{ name: string }>("select name from customer where name like '%华星科技%'")).map(
        (row) => row.name,
      );
    expect(await names()).toEqual(['华星科技有限公司']);
    const undo = await world.propose('wang', 'undo_merge', { customer: '苏州华星科技' });
    expect(undo.summary).toContain('客户“苏州华星科技”重新从“华星科技有限公司”分开。');
    expect((await world.carryOut('wang', 'undo_merge', { customer: '华星科技' })).text).toBe(
      '已撤销合并，客户“苏州华星科技”和“华星科技有限公司”又是两条了。',
    );
    expect((await names()).toSorted()).toEqual(['华星科技有限公司', '苏州华星科技'].toSorted());
    expect(await refused(world.propose('wang', 'undo_merge', { customer: '华星科技' }))).toContain('可能已经撤销过');
  });

  test('an undo tells what changed since and leaves it', async () => {
    await world.carryOut('wang', 'merge_records', { customer: '苏州华星科技', into: '华星光电' });
    const [row] = await world.sql<{ id: string; version: number }>(
      "select id, version from customer where name = '华星光电材料厂'",
    );
    await updateCustomer(world.as('wang'), { id: row!.id, version: row!.version, phone: '02566667777' });
    const card = await world.propose('wang', 'undo_merge', {});
    expect(card.summary).toContain('有些恢复不了：“电话”在合并后又改过，保留现在的内容。');
    expect((await world.carryOut('wang', 'undo_merge', {})).text).toContain('没有恢复的：“电话”');
  });

  test('leads are merged as well; what cannot be is refused in words', async () => {
    await createLead(world.as('wang'), { name: '张伟', company: '锡工模具厂', phone: '13900001111' });
    const merged = await world.carryOut('wang', 'merge_records', { lead: '锡工模具厂', into_lead: '锡工模具' });
    expect(merged.text).toContain('已把线索“张伟”并入“张伟”');
    expect(await refused(world.propose('wang', 'merge_records', { customer: '华星光电', into: '华星光电' }))).toContain(
      '不能把一条记录合并到它自己',
    );
    expect(await refused(world.propose('wang', 'merge_records', { customer: '华星光电' }))).toContain('没有发现');
    expect(await refused(world.propose('wang', 'merge_records', {}))).toContain('还缺少要合并的客户或线索的名称');
    const others = world.propose('wang', 'merge_records', { customer: '华星光电', into: '远景机械' });
    expect(await refused(others)).toContain('没有找到客户“远景机械”');
  });
});

describe('segments', () => {
  beforeAll(async () => {
    const condition = { field: 'region', op: 'eq', value: '华东' };
    await createSegment(
      world.as('chen'),
      CreateSegment.parse({ name: '华东客户群', entity: 'customer', condition, shared: true }),
    );
    await createSegment(world.as('chen'), CreateSegment.parse({ name: '私下看看', entity: 'lead', condition }));
  });

  test('one knows the shared ones and one’s own, with how many are in them', async () => {
    const mine = await world.ask('wang', 'list_segment', {});
    expect(mine.text).toBe('您可以用的分群有 1 个：华东客户群（2 家客户）。');
    expect((await world.ask('chen', 'list_segment', {})).text).toContain('您可以用的分群有 2 个');
    const members = await world.ask('wang', 'list_segment', { segment: '华东客户群分群' });
    expect(members.text).toMatch(/^分群“华东客户群”现在有 2 家客户：/u);
    expect(tableOf(members)?.refs?.every((ref) => ref?.entity === 'customer')).toBe(true);
    expect(await refused(world.ask('wang', 'list_segment', { segment: '私下看看' }))).toContain(
      '没有找到分群“私下看看”',
    );
  });

  test('a tag goes on all members with a count before, and comes off again', async () => {
    const args = { segment: '华东客户群', tags: ['重点客户'] };
    const card = await world.propose('wang', 'tag_segment', args);
    expect(card.summary).toBe(
      '给分群“华东客户群”里的客户（一共 2 家）打上“重点客户”标签。之后可以在“批量修改”里撤销。',
    );
    expect(card.changes).toMatchObject([{ before: '1 家没有“重点客户”', after: '加上“重点客户”' }]);
    await run('wang', args);
    expect(await carriers('重点客户')).toEqual(['华星光电材料厂', '华星科技有限公司']);
    expect(await refused(world.propose('wang', 'tag_segment', args))).toBe(
      '分群“华东客户群”里的客户一共 2 家，都已经有“重点客户”标签，不用再改。',
    );
    await run('wang', { ...args, remove: true });
    expect(await carriers('重点客户')).toEqual([]);
  });

  test('without a segment a filter says who is meant, and nothing means nobody', async () => {
    const card = await world.propose('chen', 'tag_segment', { region: '华东', owner: '赵敏', tags: ['新品'] });
    expect(card.summary).toContain('给赵敏负责的华东客户（一共 1 家）打上“新品”标签。');
    expect(await refused(world.propose('wang', 'tag_segment', { tags: ['新品'] }))).toContain('还缺少分群或条件');
    expect(await refused(world.propose('li', 'tag_segment', { region: '华东', tags: ['新品'] }))).toBe(
      '没有您能看到的华东客户，不用再改。',
    );
    expect(await refused(world.propose('chen', 'tag_segment', { segment: '私下看看', tags: ['新品'] }))).toContain(
      '不是客户的分群',
    );
  });

  /** Agrees to the card and lets the job it leaves do its work. */
  async function run(person: CrmPerson, args: Record<string, unknown>): Promise<void> {
    await world.carryOut(person, 'tag_segment', args);
    const job = world.queued.findLast(
      ({ payload }) => typeof payload === 'object' && payload && 'bulk_edit_id' in payload,
    );
    await runBulkEdit(world.as(person), job?.payload as { bulk_edit_id: string });
  }

  async function carriers(tag: string): Promise<string[]> {
    const rows = await world.sql<{ name: string }>(
      'select c.name from customer c join customer_tag ct on ct.customer_id = c.id join tag t on t.id = ct.tag_id where t.name = $1',
      [tag],
    );
    return rows.map((row) => row.name).toSorted();
  }
});

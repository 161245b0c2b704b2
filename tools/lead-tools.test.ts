import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAbsence } from '../domain/crm/assignment/absences.ts';
import { autoAssignLead } from '../domain/crm/assignment/auto-assign-lead.ts';
import { createRule } from '../domain/crm/assignment/create-rule.ts';
import { createLead } from '../domain/crm/leads/create-lead.ts';
import { createPool } from '../domain/crm/pools/save-pool.ts';
import { pickFromPool } from '../domain/crm/pools/pick-from-pool.ts';
import { scoreLeads } from '../domain/crm/scoring/score-leads.ts';
import { CreateAssignmentRule } from '../kernel/contracts/assignment.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import { CreatePool } from '../kernel/contracts/pools.ts';
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

function tableOf(answer: ToolAnswer, title?: string) {
  return answer.parts.find(
    (part): part is Extract<AnswerPart, { type: 'table' }> =>
      part.type === 'table' && (title === undefined || part.title === title),
  );
}
const column = (answer: ToolAnswer, key: string, title?: string): unknown[] =>
  tableOf(answer, title)?.rows.map((row) => row[key]) ?? [];

async function waiting(name: string, fields: Record<string, unknown> = {}): Promise<string> {
  return (await createLead(world.as('chen'), { name, owner_id: null, region: '华东', ...fields })).id;
}

const ownerOf = async (name: string): Promise<string | null | undefined> =>
  (
    await world.sql<{ owner: string | null }>(
      'select u.name as owner from lead l left join app_user u on u.id = l.owner_id where l.name = $1',
      [name],
    )
  )[0]?.owner;

describe('scores', () => {
  beforeAll(async () => {
    const ids = (await world.sql<{ id: string }>('select id from lead')).map(({ id }) => id);
    await scoreLeads(world.as('admin'), { ids, event: 'lead_created' });
  });

  test('a score is told with its factors, the next step and what moved it last', async () => {
    const first = await world.ask('wang', 'explain_score', { lead: '锡工模具' });
    expect(first.text).toMatch(/^线索“张伟”\d+ 分，[A-D] 级。.*建议：/u);
    expect(first.text).not.toContain('最近一次变化');
    const total = column(first, 'points', '评分明细').reduce<number>((sum, points) => sum + Number(points), 0);
    expect(`${Math.round(total)} 分`).toBe(/\d+ 分/u.exec(first.text)?.[0]);
    expect(first.parts.some((part) => part.type === 'chart')).toBe(true);
    const [lead] = await world.sql<{ id: string }>("select id from lead where company = '锡工模具'");
    await world.sql("update lead set status = 'qualified', title = '总经理' where id = $1", [lead!.id]);
    await scoreLeads(world.as('admin'), { ids: [lead!.id], event: 'lead_changed' });
    const then = await world.ask('wang', 'explain_score', { lead: '锡工模具' });
    expect(then.text).toMatch(/最近一次变化：.*因为资料有变从 \d+ 分升到 \d+ 分（/u);
    expect(column(then, 'event', '分数变化')).toEqual(['资料有变', '新增线索']);
  });

  test('the best leads come first, by whom one asks for', async () => {
    const mine = await world.ask('wang', 'top_leads', { owner: '我' });
    expect(mine.text).toMatch(/^您负责的线索有 2 条.*，分数最高的是张伟（锡工模具） \d+ 分/u);
    expect(column(mine, 'company')).toEqual(['锡工模具', '宏图印务']);
    const scores = column(await world.ask('chen', 'top_leads', {}), 'score').map(Number);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const one = await world.ask('chen', 'top_leads', { limit: 1 });
    expect(one.text).toContain('先列出前 1 条。');
    const none = await world.ask('wang', 'top_leads', { grade: 'A', source: '官网' });
    expect(none.text).toBe('没有找到官网来源的 A 级线索。可以去掉一个条件再查。');
    const team = await world.ask('admin', 'top_leads', { team: '华南团队' });
    expect(column(team, 'name')).toEqual(['段飞']);
  });

  test('leads that cooled are told with before and now', async () => {
    const calm = await world.ask('wang', 'top_leads', { cooled: true });
    expect(calm.text).toBe('近 14 天线索里没有明显变凉的。');
    const [lead] = await world.sql<{ id: string }>("select id from lead where company = '锡工模具'");
    const today = world.clock.now();
    world.clock.advance({ days: 20 });
    await world.sql("update lead set status = 'new', title = null, phone = null where id = $1", [lead!.id]);
    await scoreLeads(world.as('admin'), { ids: [lead!.id], event: 'lead_changed' });
    const cooled = await world.ask('wang', 'top_leads', { cooled: true });
    expect(cooled.text).toMatch(
      /^近 14 天线索里有 1 条变凉了，掉得最多的是张伟（锡工模具）：从 \d+ 分（[A-D] 级）降到 \d+ 分/u,
    );
    expect((await world.ask('zhao', 'top_leads', { cooled: true })).text).toContain('没有明显变凉的');
    await world.sql("update lead set phone = '13900001111' where id = $1", [lead!.id]);
    world.clock.set(today);
  });
});

describe('giving leads out by the rules', () => {
  beforeAll(async () => {
    const rule = { name: '华东轮流', method: 'round_robin', condition: { field: 'region', op: 'eq', value: '华东' } };
    const members = [world.id('wang'), world.id('zhao')];
    await createRule(world.as('admin'), CreateAssignmentRule.parse({ ...rule, members }));
  });

  test('the card of one lead says to whom and why; agreeing does it and counts the turn', async () => {
    const card = await world.propose('chen', 'auto_assign_lead', { lead: '吕品' });
    expect(card.summary).toBe('把线索“吕品”（江南包装）分给王磊。按规则“华东轮流”分给王磊：轮到了。');
    expect(card.changes).toMatchObject([{ record_label: '吕品', field: '负责人', before: null, after: '王磊' }]);
    expect(Object.keys(card.snapshot)).toEqual([expect.stringMatching(/^lead:/)]);
    expect((await world.carryOut('chen', 'auto_assign_lead', { lead: '吕品' })).text).toBe(
      '按规则“华东轮流”分给王磊：轮到了。',
    );
    expect(await ownerOf('吕品')).toBe('王磊');
    expect(await refused(world.propose('chen', 'auto_assign_lead', { lead: '吕品' }))).toBe(
      '线索“吕品”已经由王磊负责，不用再改。',
    );
  });

  test('a lead no rule takes is refused with the reason and a way out', async () => {
    await waiting('远客', { region: '华北' });
    expect(await refused(world.propose('chen', 'auto_assign_lead', { lead: '远客' }))).toBe(
      '现在按规则分不出去：没有一条分配规则适用于这条线索。可以直接指定同事来接。',
    );
  });

  test('many at once: the card counts each person’s share, and exactly that is done; who does not fit stays', async () => {
    for (const name of ['甲总', '乙总', '丙总']) await waiting(name, { source: '展会' });
    const card = await world.propose('chen', 'assign_waiting_leads', {});
    expect(card.summary).toBe(
      '按规则分出 3 条线索：赵敏 2 条、王磊 1 条。还有 1 条分不出去，先不动：没有一条分配规则适用于这条线索。',
    );
    expect(card.changes.map((one) => [one.record_label, one.after])).toEqual([
      ['赵敏', '2 条：甲总、丙总'],
      ['王磊', '1 条：乙总'],
    ]);
    const done = await world.carryOut('chen', 'assign_waiting_leads', {});
    expect(done.text).toBe(
      '已分出 3 条线索：赵敏 2 条、王磊 1 条。还有 1 条没分出去：没有一条分配规则适用于这条线索。',
    );
    expect([await ownerOf('甲总'), await ownerOf('乙总'), await ownerOf('丙总')]).toEqual(['赵敏', '王磊', '赵敏']);
    expect(await refused(world.propose('chen', 'assign_waiting_leads', { source: '展会' }))).toBe(
      '没有等着分配的展会来源的线索，不用再改。',
    );
  });

  test('a card of many shows other leads and versions when one was taken meanwhile', async () => {
    await waiting('丁总');
    const id = await waiting('戊总');
    const before = await world.propose('chen', 'assign_waiting_leads', { region: '华东' });
    await world.sql('update lead set owner_id = $2, version = version + 1 where id = $1', [id, world.id('wang')]);
    const after = await world.propose('chen', 'assign_waiting_leads', { region: '华东' });
    expect(Object.keys(before.snapshot)).toHaveLength(2);
    expect(Object.keys(after.snapshot)).toHaveLength(1);
    expect(after.summary).not.toBe(before.summary);
  });

  test('somebody away gets nothing, and asking why tells who was looked at', async () => {
    const away = { starts_at: '2026-11-18T08:00:00+08:00', ends_at: '2026-11-19T08:00:00+08:00', reason: null };
    await addAbsence(world.as('wang'), away);
    await addAbsence(world.as('zhao'), away);
    await waiting('己总');
    expect(await refused(world.propose('chen', 'auto_assign_lead', { lead: '己总' }))).toContain(
      '规则“华东轮流”里的人都在请假或者手上已满',
    );
    const why = await world.ask('chen', 'explain_assignment', { lead: '己总' });
    expect(why.text).toContain('“己总”还没有分过。按现在的规则：规则“华东轮流”里的人都在请假或者手上已满');
    expect(column(why, 'result')).toEqual(['请假中', '请假中']);
    const given = await world.ask('chen', 'explain_assignment', { lead: '甲总' });
    expect(given.text).toContain('按规则“华东轮流”分给赵敏：轮到了。');
    const own = await world.ask('wang', 'explain_assignment', { lead: '锡工模具' });
    expect(own.text).toContain('没有按规则分配的记录');
  });

  test('who may not assign may not; a lead of others is not found', async () => {
    expect((await refusalOf(world.propose('wang', 'assign_waiting_leads', {}))).code).toBe('access.not_permitted');
    expect(await refused(world.ask('wang', 'explain_assignment', { lead: '段飞' }))).toContain('没有找到线索“段飞”');
  });

  test('a lead may go with a note for whoever gets it', async () => {
    const args = { lead: '宏图印务', to: '赵敏', note: '只在上午接电话' };
    const card = await world.propose('chen', 'assign_lead', args);
    expect(card.changes).toMatchObject([{ field: '负责人' }, { field: '交接说明', after: '只在上午接电话' }]);
    await world.carryOut('chen', 'assign_lead', args);
    const customer = { customer: '华星光电', to: '赵敏', note: '预算在二月' };
    await world.carryOut('chen', 'transfer_customer', customer);
    const notes = await world.sql<{ entity: string; note: string }>(
      'select entity, note from handover order by entity',
    );
    expect(notes).toEqual([
      { entity: 'customer', note: '预算在二月' },
      { entity: 'lead', note: '只在上午接电话' },
    ]);
  });
});

describe('the public pool', () => {
  const pool = (fields: Record<string, unknown>) =>
    CreatePool.parse({ daily_picks: 2, capacity: 50, repick_days: 5, ...fields });
  beforeAll(async () => {
    const region = { field: 'region', op: 'eq', value: '华东' };
    await createPool(world.as('admin'), pool({ name: '华东线索公海', entity: 'lead', condition: region }));
    await createPool(world.as('admin'), pool({ name: '客户公海', entity: 'customer', protect_open_deals: true }));
  });
  const release = async (person: CrmPerson, args: Record<string, unknown>) =>
    await world.carryOut(person, 'release_to_pool', args);

  test('what lies in it, who may take it and how many one has left', async () => {
    const empty = await world.ask('zhao', 'list_pool', {});
    expect(empty.text).toBe(
      '“客户公海”里现在没有客户，所有同事可以领，您还能领 2 条。\n“华东线索公海”里现在没有线索，所有同事可以领，您还能领 2 条。',
    );
    const card = await world.propose('wang', 'release_to_pool', { lead: '锡工模具', reason: '联系不上' });
    expect(card.summary).toBe('把您负责的线索“张伟”放回“华东线索公海”，原因：联系不上。5 天内您不能再领回来。');
    expect(card.fields).toMatchObject([{ name: 'reason', value: '联系不上' }]);
    expect((await release('wang', { lead: '锡工模具', reason: '联系不上' })).text).toBe(
      '已把线索“张伟”放回“华东线索公海”。',
    );
    const seen = await world.ask('zhao', 'list_pool', { leads: true });
    expect(seen.text).toContain('“华东线索公海”里有 1 条线索');
    expect(column(seen, 'reason')).toEqual(['联系不上']);
    expect(column(seen, 'from')).toEqual(['王磊']);
    expect(JSON.stringify(seen.parts)).not.toContain('13900001111');
    expect(tableOf(seen)?.refs).toEqual([null]);
  });

  test('its former owner is told why not; a colleague takes it and can call', async () => {
    expect(await refused(world.propose('wang', 'claim_from_pool', { lead: '张伟' }))).toBe(
      '现在不能领取：这条记录原来在您手上，5 天内不能再领。',
    );
    const card = await world.propose('zhao', 'claim_from_pool', { lead: '锡工模具' });
    expect(card.summary).toContain('从“华东线索公海”领取线索“张伟”（锡工模具），归您负责。');
    expect(card.changes).toMatchObject([{ before: null, after: '赵敏' }]);
    const done = await world.carryOut('zhao', 'claim_from_pool', { customer: '锡工模具' });
    expect(done.text).toBe('已领取线索“张伟”，现在由您负责。电话：13900001111。');
    expect(await refused(world.propose('li', 'claim_from_pool', { lead: '锡工模具' }))).toBe(
      '公海里没有“锡工模具”。可能刚被别的同事领走了，换一条试试。',
    );
    expect(await refused(world.propose('zhao', 'claim_from_pool', { lead: '锡工模具' }))).toContain('已经有人负责');
    expect(await refused(world.propose('zhao', 'claim_from_pool', {}))).toContain('还缺少要领取的线索或客户的名称');
  });

  test('somebody was faster: nothing is done twice', async () => {
    await createLead(world.as('wang'), { name: '快手', region: '华东' });
    await release('wang', { lead: '快手' });
    const { plan } = await world.propose('zhao', 'claim_from_pool', { lead: '快手' });
    await pickFromPool(world.as('li'), plan as { entity: 'lead'; entity_id: string });
    const late = pickFromPool(world.as('zhao'), plan as { entity: 'lead'; entity_id: string });
    expect(await refused(late)).toContain('已经被别人领走了');
    expect(await ownerOf('快手')).toBe('李强');
  });

  test('the day’s limit is told before and refused after', async () => {
    for (const name of ['一号', '二号']) {
      await createLead(world.as('wang'), { name, region: '华东' });
      await release('wang', { lead: name });
    }
    await world.carryOut('zhao', 'claim_from_pool', { lead: '一号' });
    expect(await refused(world.propose('zhao', 'claim_from_pool', { lead: '二号' }))).toBe(
      '现在不能领取：今天已经从“华东线索公海”领了 2 条，每天最多 2 条。',
    );
    expect((await world.ask('zhao', 'list_pool', { leads: true })).text).toContain(
      '您现在不能领：今天已经从“华东线索公海”领了 2 条',
    );
  });

  test('a customer with an open deal stays; a lead no pool takes is refused; without a reason the card says so', async () => {
    expect(await refused(world.propose('wang', 'release_to_pool', { customer: '华星科技' }))).toBe(
      '客户还有进行中的商机，不能放回公海。',
    );
    expect(await refused(world.propose('li', 'release_to_pool', { lead: '段飞' }))).toContain('没有适合这条记录的公海');
    const card = await world.propose('zhao', 'release_to_pool', { customer: '远景机械' });
    expect(card.fields).toMatchObject([{ name: 'reason', value: '负责人主动放回' }]);
  });

  test('two of one name are a question whose options work', async () => {
    for (const company of ['金陵', '姑苏']) {
      const { id } = await createLead(world.as('wang'), { name: '同名', company, region: '华东' });
      await release('wang', { lead: id });
    }
    const error = await refusalOf(world.propose('li', 'claim_from_pool', { lead: '同名' }));
    const options = error.details['options'] as { value: string }[];
    expect(options).toHaveLength(2);
    for (const { value } of options)
      expect((await world.propose('li', 'claim_from_pool', { lead: value })).summary).toContain('同名');
  });

  test('a lead that lies in the pool and nobody can take stays there when the rules are asked', async () => {
    const [row] = await world.sql<{ id: string }>("select id from lead where name = '二号'");
    expect(await autoAssignLead(world.as('chen'), { id: row!.id })).toMatchObject({ outcome: 'pool' });
    expect(column(await world.ask('chen', 'list_pool', { leads: true }), 'name')).toContain('二号');
    expect(await refused(world.propose('admin', 'assign_waiting_leads', { pooled: true }))).toContain(
      '规则“华东轮流”里的人都在请假或者手上已满',
    );
    // The pool is everybody's, so the manager of a team may give from it, but the rule has nobody free.
    expect(await refused(world.propose('chen', 'assign_waiting_leads', { pooled: true }))).toContain(
      '规则“华东轮流”里的人都在请假或者手上已满',
    );
  });
});

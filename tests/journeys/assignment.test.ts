import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignWaiting } from '../../domain/crm/assignment/assign-waiting.job.ts';
import { forkEm } from '../../db/orm.ts';
import type {
  AssignmentDecisionView,
  AssignmentHoursView,
  AssignmentRuleView,
} from '../../kernel/contracts/assignment.ts';
import type { LeadView } from '../../kernel/contracts/crm.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const crm = '/api/v1/crm';
let world: TestService;
let manager: TestClient;
let wang: TestClient;
let li: TestClient;

beforeAll(async () => {
  world = await testService();
  manager = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  wang = await world.as('salesperson', { name: '王磊', team: '华东团队' });
  li = await world.as('salesperson', { name: '李娜', team: '华东团队' });
});
afterAll(async () => await world.stop());

/** A lead that waits for its owner. */
async function waiting(name: string, fields: Record<string, unknown> = {}): Promise<LeadView> {
  const made = await manager.call<LeadView>('POST', `${crm}/leads`, { name, owner_id: null, ...fields });
  expect(made.status).toBe(201);
  return made.body;
}

/** The minute's tick: the waiting leads are given out. */
async function tick(): Promise<void> {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), assignWaiting, {}, { singletonKey: 'tick' });
  await world.drain();
}

const ownerOf = async (lead: LeadView): Promise<string | null> =>
  (await manager.call<LeadView>('GET', `${crm}/leads/${lead.id}`)).body.owner_name;
const decisionsOf = async (lead: LeadView): Promise<AssignmentDecisionView[]> =>
  (await manager.call<{ items: AssignmentDecisionView[] }>('GET', `${crm}/leads/${lead.id}/assignment-decisions`)).body
    .items;

test('rules give waiting leads out in turn, skip who is away, and say why', async () => {
  const rule = await manager.call<AssignmentRuleView>('POST', `${crm}/assignment-rules`, {
    name: '华东新线索',
    condition: { field: 'region', op: 'eq', value: '华东' },
    method: 'round_robin',
    members: [wang.userId, li.userId],
  });
  expect(rule).toMatchObject({ status: 201, body: { member_names: ['王磊', '李娜'], respect_hours: true } });
  const leads = [];
  for (const name of ['甲总', '乙总', '丙总']) leads.push(await waiting(name, { region: '华东' }));
  const elsewhere = await waiting('丁总', { region: '华北' });
  const tried = await manager.call<AssignmentDecisionView>('POST', `${crm}/leads/${leads[0]!.id}/try-assignment`);
  expect(tried.body).toMatchObject({ outcome: 'assigned', user_name: '王磊' });
  await tick();
  expect(await Promise.all(leads.map(ownerOf))).toEqual(['王磊', '李娜', '王磊']);
  expect(await ownerOf(elsewhere)).toBeNull();
  expect((await decisionsOf(elsewhere))[0]).toMatchObject({
    outcome: 'nobody',
    reason: '没有一条分配规则适用于这条线索。',
  });
  expect((await decisionsOf(leads[1]!))[0]).toMatchObject({
    outcome: 'assigned',
    rule_name: '华东新线索',
    reason: '按规则“华东新线索”分给李娜：轮到了。',
  });

  const away = await li.call('POST', `${crm}/absences`, {
    starts_at: '2026-11-18T00:00:00+08:00',
    ends_at: '2026-11-20T00:00:00+08:00',
    reason: '年假',
  });
  expect(away.status).toBe(201);
  const next = await waiting('戊总', { region: '华东' });
  await tick();
  expect(await ownerOf(next)).toBe('王磊');
  expect((await decisionsOf(next))[0]!.considered).toMatchObject([
    { name: '王磊', chosen: true },
    { name: '李娜', chosen: false, reason: '请假中' },
  ]);
});

test('outside the working hours a lead waits, and is given out when they begin', async () => {
  world.clock.set('2026-11-18T20:00:00+08:00');
  const late = await waiting('夜里来的', { region: '华东' });
  await tick();
  expect(await ownerOf(late)).toBeNull();
  expect((await decisionsOf(late))[0]).toMatchObject({
    outcome: 'waits',
    reason: '符合规则“华东新线索”，现在不在工作时间，等到 2026-11-19 09:00 再分。',
  });
  world.clock.set('2026-11-19T09:00:00+08:00');
  await tick();
  expect(await ownerOf(late)).toBe('王磊');
  expect((await decisionsOf(late)).map((one) => one.outcome)).toEqual(['assigned', 'waits']);
});

test('a rule that is full is passed over, the next one takes the lead', async () => {
  const owned = (await manager.call<{ total: number }>('GET', `${crm}/leads?owner_id=${wang.userId}`)).body.total;
  const rules = await manager.call<{ items: AssignmentRuleView[] }>('GET', `${crm}/assignment-rules`);
  const [first] = rules.body.items;
  await manager.call('PATCH', `${crm}/assignment-rules/${first!.id}`, { version: first!.version, max_open: owned });
  await manager.call('POST', `${crm}/assignment-rules`, {
    name: '兜底',
    position: 900,
    method: 'by_load',
    team_id: await teamId(),
  });
  const lead = await waiting('己总', { region: '华东' });
  const answer = await manager.call<{ decision: AssignmentDecisionView }>(
    'POST',
    `${crm}/leads/${lead.id}/auto-assign`,
  );
  expect(answer.body.decision).toMatchObject({ outcome: 'assigned', user_name: '王磊', rule_name: '兜底' });
  expect(answer.body.decision.reason).toMatch(
    /^规则“华东新线索”里的人都在请假或者手上已满；按规则“兜底”分给王磊：手上线索最少/,
  );
});

test('a lead that asked about a product goes to the people of that product', async () => {
  const admin = await world.as('administrator');
  const product = await admin.call<{ id: string }>('POST', `${crm}/products`, { name: '云杉套件' });
  await manager.call('POST', `${crm}/assignment-rules`, {
    name: '云杉专员',
    position: 1,
    condition: { field: 'product', op: 'eq', value: '云杉套件' },
    method: 'by_load',
    members: [manager.userId],
    respect_hours: false,
  });
  const lead = await waiting('问产品的', { region: '华东', product_id: product.body.id });
  await tick();
  expect((await manager.call('GET', `${crm}/leads/${lead.id}`)).body).toMatchObject({
    owner_name: '陈静',
    product_name: '云杉套件',
  });
});

test('a waiting lead is given out as soon as it has its score', async () => {
  const lead = await waiting('有分的', {
    company: '云岭制药',
    title: '采购总监',
    phone: '13800002222',
    region: '华东',
  });
  await world.drain();
  const stored = await manager.call<LeadView>('GET', `${crm}/leads/${lead.id}`);
  expect(stored.body.score).toBeGreaterThan(0);
  expect(stored.body.owner_name).toBe('王磊');
});

test('what is wrong with a rule is said, and nothing is stored', async () => {
  const rule = { name: '空规则', method: 'by_load' };
  const url = `${crm}/assignment-rules`;
  const code = async (body: object): Promise<unknown> =>
    (await manager.call<{ error: { code: string } }>('POST', url, body)).body.error.code;
  expect(await code(rule)).toBe('crm.assignment_rule_without_people');
  expect(await code({ ...rule, members: ['00000000-0000-7000-8000-000000000000'] })).toBe(
    'crm.assignment_rule_unknown_people',
  );
  expect(await code({ ...rule, members: [wang.userId], condition: { field: 'mood', op: 'eq', value: '好' } })).toBe(
    'conditions.invalid',
  );
  expect(await code({ ...rule, name: '兜底', members: [wang.userId] })).toBe('crm.assignment_rule_name_taken');
  expect((await wang.call('POST', url, { ...rule, members: [wang.userId] })).status).toBe(403);
  expect((await manager.call<{ items: unknown[] }>('GET', url)).body.items).toHaveLength(3);
});

test('hours are checked and versioned; absences of others need the right to assign', async () => {
  const { body } = await manager.call<AssignmentHoursView>('GET', `${crm}/assignment-hours`);
  const wrong = await manager.call('PUT', `${crm}/assignment-hours`, { ...body, opens: '18:00', closes: '09:00' });
  expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'crm.hours_end_before_they_start' } } });
  const set = await manager.call<AssignmentHoursView>('PUT', `${crm}/assignment-hours`, { ...body, closes: '20:00' });
  expect(set.body).toMatchObject({ closes: '20:00', version: body.version + 1 });
  expect((await manager.call('PUT', `${crm}/assignment-hours`, body)).status).toBe(409);
  const period = { starts_at: '2026-12-01T00:00:00+08:00', ends_at: '2026-12-02T00:00:00+08:00' };
  expect((await wang.call('POST', `${crm}/absences`, { ...period, user_id: li.userId })).status).toBe(403);
  const swapped = { starts_at: period.ends_at, ends_at: period.starts_at };
  expect((await wang.call('POST', `${crm}/absences`, swapped)).status).toBe(400);
  const mine = await wang.call<{ id: string }>('POST', `${crm}/absences`, period);
  expect((await li.call('DELETE', `${crm}/absences/${mine.body.id}`)).status).toBe(404);
  expect((await manager.call('DELETE', `${crm}/absences/${mine.body.id}`)).status).toBe(204);
});

test('who hands a lead over leaves a note for the next owner', async () => {
  const lead = await waiting('交接的');
  const note = '已经聊过两次，等他们下周开预算会。';
  await manager.call('POST', `${crm}/leads/${lead.id}/assign`, { version: 1, owner_id: li.userId, note });
  const seen = await li.call<{ items: unknown[] }>('GET', `${crm}/handovers?entity=lead&entity_id=${lead.id}`);
  expect(seen.body.items).toMatchObject([{ to_name: '李娜', by_name: '陈静', note }]);
  expect((await wang.call<{ items: unknown[] }>('GET', `${crm}/handovers?entity_id=${lead.id}`)).body.items).toEqual(
    [],
  );
});

async function teamId(): Promise<string> {
  const { body } = await manager.call<{ user: { team_id: string } }>('GET', '/api/v1/auth/me');
  return (body.user ?? (body as unknown as { team_id: string })).team_id;
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { refreshProfiles } from '../../domain/crm/profiles/refresh-profiles.job.ts';
import type { CustomerView, OpportunityView } from '../../kernel/contracts/crm.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type {
  AtRiskCustomer,
  CustomerStory,
  ProfileHistoryEntry,
  ProfileSettingsView,
  ProfileView,
} from '../../kernel/contracts/profile.ts';
import { newId } from '../../kernel/ids.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const crm = '/api/v1/crm';
const DAY = 86_400_000;
let world: TestService;
let manager: TestClient;
let wang: TestClient;
let li: TestClient;

beforeAll(async () => {
  world = await testService();
  manager = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  wang = await world.as('salesperson', { name: '王磊', team: '华东团队' });
  li = await world.as('salesperson', { name: '李娜', team: '华南团队' });
});
afterAll(async () => await world.stop());

async function refresh(all = false): Promise<void> {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), refreshProfiles, { all }, { singletonKey: `test-${all}` });
  await world.drain();
}
async function sql<Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
  return await query<Row>(forkEm(world.service.parts.orm), text, params);
}
const ago = (days: number): string => new Date(world.clock.now().getTime() - days * DAY).toISOString();
const dayAgo = (days: number): string => ago(days).slice(0, 10);
const make = async (by: TestClient, name: string, more: object = {}): Promise<CustomerView> =>
  (await by.call<CustomerView>('POST', `${crm}/customers`, { name, ...more })).body;
const profileOf = async (by: TestClient, id: string): Promise<ProfileView> =>
  (await by.call<ProfileView>('GET', `${crm}/customers/${id}/profile`)).body;
async function order(customer: CustomerView, days: number, amount: number, name = '订单'): Promise<void> {
  await sql(
    `insert into sales_order (id, name, customer_id, amount, ordered_on, status, owner_id, search_text, created_at, updated_at)
     values ($1, $2, $3, $4, $5::date, 'confirmed', $6, '', now(), now())`,
    [newId(), name, customer.id, amount, dayAgo(days), customer.owner_id],
  );
}
async function did(by: TestClient, customer: CustomerView, days: number, kind: string, subject: string): Promise<void> {
  const body = { kind, subject, customer_id: customer.id, occurred_at: ago(days) };
  expect((await by.call('POST', `${crm}/activities`, body)).status).toBe(201);
}

test('a customer goes from unknown to healthy to at risk, with the two causes, a history, a warning and a place in the list', async () => {
  const customer = await make(wang, '云杉科技', { region: '华东', city: '杭州', sector: '制造业', employees: 120 });
  expect(customer).toMatchObject({ tier: 'prospect', health: null, health_level: null });
  expect(await profileOf(wang, customer.id)).toMatchObject({ computed_at: null, health: null, confidence: 0 });
  for (const days of [2, 5, 9, 40, 55, 70, 85]) await did(wang, customer, days, 'wechat', '聊了进度');
  await did(wang, customer, 3, 'visit', '上门拜访');
  await refresh();
  const healthy = await profileOf(wang, customer.id);
  expect(healthy).toMatchObject({ health_level: 'healthy', previous_health: null });
  // No orders, contracts, payments or deliveries: not known, which makes it less sure and no worse.
  expect(healthy.health).toBeGreaterThanOrEqual(90);
  expect(healthy.confidence).toBeLessThan(60);
  expect(healthy.signals.find(({ key }) => key === 'renewal')).toMatchObject({ figure: null, words: '暂无数据' });
  const before = (await wang.call<CustomerView>('GET', `${crm}/customers/${customer.id}`)).body;
  expect(before).toMatchObject({ health: healthy.health, health_level: 'healthy' });

  world.clock.advance({ days: 95 });
  manager = await world.as('sales_manager', { name: '陈静二', team: '华东团队' });
  wang = await world.as('salesperson', { name: '王磊二', team: '华东团队' });
  await sql('update customer set owner_id = $2 where id = $1', [customer.id, wang.userId]);
  await did(wang, customer, 1, 'note', '客户在群里表示不满，要投诉');
  await sql(
    `insert into delivery_issue (id, customer_id, title, severity, status, due_on, created_at, updated_at)
     values ($1, $2, '接口报错', 'critical', 'open', $3::date, now(), now())`,
    [newId(), customer.id, dayAgo(3)],
  );
  await refresh();
  const ill = await profileOf(wang, customer.id);
  expect(ill).toMatchObject({ health_level: 'at_risk', previous_health: healthy.health });
  expect(ill.causes).toHaveLength(2);
  expect(ill.causes.map(({ signal }) => signal)).toContain('contact');
  expect(ill.causes.find(({ signal }) => signal === 'contact')!.words).toMatch(
    /^最近联系：97 天没有联系（之前：2 天没有联系）$/,
  );
  for (const { points } of ill.causes) expect(points).toBeLessThan(0);
  const history = await wang.call<Page<ProfileHistoryEntry>>('GET', `${crm}/customers/${customer.id}/profile/history`);
  expect(history.body.items.map(({ health_level }) => health_level)).toEqual(['at_risk', 'healthy']);
  const timeline = await wang.call<Page<{ kind: string; title: string }>>(
    'GET',
    `${crm}/customers/${customer.id}/timeline`,
  );
  expect(timeline.body.items.map(({ title }) => title)).toContain(`健康度变化：健康 → 有风险（${ill.health} 分）`);
  // The count makes nothing stale that somebody edits.
  expect((await wang.call<CustomerView>('GET', `${crm}/customers/${customer.id}`)).body.version).toBe(before.version);

  const listed = async (by: TestClient): Promise<AtRiskCustomer[]> =>
    (await by.call<Page<AtRiskCustomer>>('GET', `${crm}/customers/at-risk`)).body.items;
  li = await world.as('salesperson', { name: '李娜二', team: '华南团队' });
  expect(await listed(wang)).toMatchObject([{ name: '云杉科技', health: ill.health, causes: ill.causes }]);
  expect(await listed(li)).toEqual([]);
  for (const path of ['profile', 'profile/history', 'story'])
    expect((await li.call('GET', `${crm}/customers/${customer.id}/${path}`)).status, path).toBe(404);
  const list = async (filter: string): Promise<string[]> =>
    (await wang.call<Page<CustomerView>>('GET', `${crm}/customers?${filter}`)).body.items.map(({ name }) => name);
  expect(await list('health_level=at_risk&sort=health')).toEqual(['云杉科技']);
  expect(await list('health_level=healthy')).toEqual([]);
  expect(await list('tier=key')).toEqual([]);
});

test('value follows orders and won deals by fifths of all buyers; settings change it for everybody at once', async () => {
  const names = ['一号', '二号', '三号', '四号', '五号'];
  const buyers: CustomerView[] = [];
  for (const [at, name] of names.entries()) {
    const customer = await make(wang, name);
    buyers.push(customer);
    for (let n = 0; n <= at; n += 1) await order(customer, 100 - at * 20, 10_000 * (at + 1));
  }
  const deal = await wang.call<OpportunityView>('POST', `${crm}/opportunities`, {
    name: '赢下的',
    customer_id: buyers[0]!.id,
    amount: 500,
  });
  await wang.call('POST', `${crm}/opportunities/${deal.body.id}/stage`, { version: 1, stage: 'won' });
  await refresh(true);
  const best = await profileOf(wang, buyers[4]!.id);
  expect(best).toMatchObject({ tier: 'key', orders: 5, spent: 250_000, r: 4, f: 5, m: 5, recency_days: 20 });
  expect(best.tier_words).toBe('重点客户：近 730 天 5 单，共 ¥250,000，最近一单在 20 天前（R4 F5 M5）');
  const first = await profileOf(wang, buyers[0]!.id);
  expect(first).toMatchObject({ orders: 2, spent: 10_500 });
  const settings = (await manager.call<ProfileSettingsView>('GET', `${crm}/profile-settings`)).body;
  expect(settings).toMatchObject({ version: 0, bounds: { buyers: 5 } });
  expect(settings.signals.map(({ key }) => key).toSorted()).toEqual(Object.keys(settings.health.signals).toSorted());

  const patch = async (by: TestClient, body: object): Promise<{ status: number; body: { error?: { code: string } } }> =>
    await by.call('PATCH', `${crm}/profile-settings`, body);
  const tiers = settings.tiers.map((row) => row.map(() => 'small'));
  expect((await patch(wang, { version: 0, tiers })).status).toBe(403);
  expect((await patch(manager, { version: 0, tiers: tiers.slice(1) })).status).toBe(400);
  const { contact: _gone, ...rest } = settings.health.signals;
  expect((await patch(manager, { version: 0, health: { ...settings.health, signals: rest } })).body.error?.code).toBe(
    'crm.profile_signals_incomplete',
  );
  expect(
    (await patch(manager, { version: 0, health: { ...settings.health, healthy_from: 30 } })).body.error?.code,
  ).toBe('crm.profile_levels_crossed');
  const silent = Object.fromEntries(
    Object.entries(settings.health.signals).map(([key, rule]) => [key, { ...rule, weight: 0 }]),
  );
  expect((await patch(manager, { version: 0, health: { ...settings.health, signals: silent } })).body.error?.code).toBe(
    'crm.profile_weights_empty',
  );
  expect(await patch(manager, { version: 0, tiers })).toMatchObject({ status: 200, body: { version: 1 } });
  expect((await patch(manager, { version: 0, tiers })).status).toBe(409);
  await world.drain();
  expect((await profileOf(wang, buyers[4]!.id)).tier).toBe('small');
  expect((await profileOf(wang, (await make(wang, '新来的')).id)).tier).toBe('prospect');
});

test('the story says who, worth, lately, deals, risk and next, each with its records; what one may not see stays out', async () => {
  const customer = await make(wang, '青松医疗', { region: '华北', sector: '医疗', source: '展会' });
  const empty = (await wang.call<CustomerStory>('GET', `${crm}/customers/${customer.id}/story`)).body;
  expect(empty.sentences.map(({ part }) => part)).toEqual(['who', 'value', 'lately', 'deals', 'risk', 'next']);
  expect(empty.sentences.map(({ text }) => text)).toEqual([
    '青松医疗是华北的医疗客户，来自展会，由王磊二负责。',
    '统计期内还没有成交。',
    '到现在还没有任何跟进记录。',
    '目前没有商机。',
    '数据还不够，看不出健康状况。',
    '还没有安排下一步，建议尽快约一次联系。',
  ]);
  await wang.call('POST', `${crm}/contacts`, {
    customer_id: customer.id,
    name: '周总',
    title: '总经理',
    decision_maker: true,
  });
  await did(wang, customer, 1, 'call', '确认了预算');
  const due = new Date(world.clock.now().getTime() + 2 * DAY).toISOString();
  await wang.call('POST', `${crm}/activities`, {
    kind: 'visit',
    status: 'planned',
    subject: '现场演示',
    customer_id: customer.id,
    due_at: due,
  });
  await wang.call('POST', `${crm}/opportunities`, {
    name: '影像系统',
    customer_id: customer.id,
    amount: 300_000,
    stage: 'proposal',
  });
  const hidden = await wang.call<OpportunityView>('POST', `${crm}/opportunities`, {
    name: '别人的商机',
    customer_id: customer.id,
    amount: 9_000_000,
  });
  await sql('update opportunity set owner_id = $2, team_id = null where id = $1', [hidden.body.id, li.userId]);
  await order(customer, 30, 80_000, '首批设备');
  await refresh();
  const told = (await wang.call<CustomerStory>('GET', `${crm}/customers/${customer.id}/story`)).body;
  const say = Object.fromEntries(told.sentences.map(({ part, text }) => [part, text]));
  expect(say['who']).toBe('青松医疗是华北的医疗客户，来自展会，由王磊二负责，决策人是周总（总经理）。');
  expect(say['value']).toMatch(/成交 1 次，共 ¥80,000，最近一单是 .*的“首批设备”。$/);
  expect(say['lately']).toMatch(/^最近一次是王磊二 .*的电话“确认了预算”，近 30 天一共跟进 1 次。$/);
  expect(say['deals']).toBe('有 1 个商机在谈，共 ¥300,000，“影像系统”在方案报价阶段。');
  expect(say['risk']).toMatch(/^健康度 \d+ 分，健康.*主要原因：/);
  expect(say['next']).toMatch(/^下一步是王磊二 后天 .*的拜访“现场演示”。$/);
  for (const { part, sources } of told.sentences) expect(sources.length, part).toBeGreaterThan(0);
  expect(JSON.stringify(told)).not.toContain('别人的商机');
  const again = (await wang.call<CustomerStory>('GET', `${crm}/customers/${customer.id}/story`)).body;
  expect(again).toEqual(told);
});

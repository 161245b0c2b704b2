import { afterAll, beforeAll, expect, test } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { countSegments } from '../../domain/crm/segments/count-segments.job.ts';
import type { CustomerView, LeadView } from '../../kernel/contracts/crm.ts';
import type { ConditionField } from '../../kernel/contracts/conditions.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { ConditionCount, SavedViewView, SegmentMember, SegmentView } from '../../kernel/contracts/segments.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const crm = '/api/v1/crm';
let world: TestService;
let manager: TestClient;
let wang: TestClient;
let li: TestClient;

const BIG_EAST = {
  all: [
    { field: 'region', op: 'eq', value: '华东' },
    { field: 'employees', op: 'gte', value: 100 },
  ],
};

beforeAll(async () => {
  world = await testService();
  manager = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  wang = await world.as('salesperson', { name: '王磊', team: '华东团队' });
  li = await world.as('salesperson', { name: '李娜', team: '华南团队' });
  for (const [by, name, region, employees] of [
    [wang, '云杉科技', '华东', 300],
    [wang, '白桦实业', '华东', 20],
    [li, '红松贸易', '华东', 500],
  ] as const)
    expect((await by.call('POST', `${crm}/customers`, { name, region, employees })).status).toBe(201);
});
afterAll(async () => await world.stop());

test('a condition is tried, saved, counted for whoever looks, listed and used as a filter', async () => {
  const fields = await wang.call<{ items: ConditionField[] }>('GET', `${crm}/condition-fields?entity=customer`);
  expect(fields.body.items.find((one) => one.name === 'region')).toMatchObject({ label: '区域', kind: 'text' });
  const tried = await wang.call<ConditionCount>('POST', `${crm}/segments/count`, {
    entity: 'customer',
    condition: BIG_EAST,
  });
  expect(tried.body).toMatchObject({ count: 1, sample: [{ name: '云杉科技' }] });
  const shared = { name: '华东大客户', entity: 'customer', condition: BIG_EAST, shared: true };
  expect((await wang.call('POST', `${crm}/segments`, shared)).status).toBe(403);
  const made = await manager.call<SegmentView>('POST', `${crm}/segments`, shared);
  expect(made).toMatchObject({ status: 201, body: { count: 1, owner_name: '陈静' } });
  const seen = await li.call<Page<SegmentView>>('GET', `${crm}/segments?entity=customer`);
  expect(seen.body.items).toMatchObject([{ name: '华东大客户', count: 1 }]);
  const members = await li.call<Page<SegmentMember>>('GET', `${crm}/segments/${made.body.id}/members`);
  expect(members.body.items.map((one) => one.name)).toEqual(['红松贸易']);
  const admin = await world.as('administrator');
  const url = `${crm}/customers?segment_id=${made.body.id}&sort=name`;
  const list = await admin.call<Page<CustomerView>>('GET', url);
  expect(list.body.items.map((one) => one.name).toSorted()).toEqual(['云杉科技', '红松贸易'].toSorted());
  expect((await admin.call('GET', `${crm}/leads?segment_id=${made.body.id}`)).status).toBe(400);
});

test('a private segment is its owner’s alone, and a stale change is refused', async () => {
  const made = await wang.call<SegmentView>('POST', `${crm}/segments`, {
    name: '我的小客户',
    entity: 'customer',
    condition: { field: 'employees', op: 'lt', value: 100 },
  });
  const one = `${crm}/segments/${made.body.id}`;
  expect((await manager.call('GET', one)).status).toBe(404);
  expect((await manager.call('DELETE', one)).status).toBe(404);
  expect((await wang.call('PATCH', one, { version: 1, shared: true })).status).toBe(403);
  const renamed = await wang.call<SegmentView>('PATCH', one, { version: 1, name: '小客户' });
  expect(renamed.body).toMatchObject({ name: '小客户', version: 2, count: 1 });
  expect((await wang.call('PATCH', one, { version: 1, name: '再改' })).status).toBe(409);
  const twice = await wang.call('POST', `${crm}/segments`, { name: '小客户', entity: 'lead', condition: { all: [] } });
  expect(twice).toMatchObject({ status: 409, body: { error: { code: 'crm.segment_name_taken' } } });
  const wrong = { entity: 'customer', condition: { field: 'salary', op: 'gt', value: 1 } };
  expect(await wang.call('POST', `${crm}/segments/count`, wrong)).toMatchObject({
    status: 400,
    body: { error: { code: 'conditions.invalid', message: '条件有误：条件：没有“salary”这个字段' } },
  });
  expect((await wang.call('DELETE', one)).status).toBe(204);
});

test('tagging a segment tags its members once, those one sees, with a line on each timeline', async () => {
  const { body } = await wang.call<SegmentView>('POST', `${crm}/segments`, {
    name: '华东全部',
    entity: 'customer',
    condition: { field: 'region', op: 'eq', value: '华东' },
  });
  expect((await wang.call('POST', `${crm}/segments/${body.id}/tag`, { tag: '拜访季' })).body).toEqual({ tagged: 2 });
  expect((await wang.call('POST', `${crm}/segments/${body.id}/tag`, { tag: '拜访季' })).body).toEqual({ tagged: 0 });
  const tagged = await wang.call<Page<CustomerView>>('GET', `${crm}/customers?tag=${encodeURIComponent('拜访季')}`);
  expect(tagged.body.items).toMatchObject([{ version: 2 }, { version: 2 }]);
  const story = await wang.call<Page<{ title: string }>>(
    'GET',
    `${crm}/customers/${tagged.body.items[0]!.id}/timeline`,
  );
  expect(story.body.items[0]!.title).toBe('修改标签：+拜访季');
  const theirs = await li.call<Page<CustomerView>>('GET', `${crm}/customers`);
  expect(theirs.body.items).toMatchObject([{ name: '红松贸易', tags: [] }]);
});

test('counts are kept by day, whoever owns the records', async () => {
  const list = await manager.call<Page<SegmentView>>('GET', `${crm}/segments?q=${encodeURIComponent('大客户')}`);
  const { id } = list.body.items[0]!;
  const { engine, orm } = world.service.parts;
  for (const day of [0, 1]) {
    world.clock.advance({ days: day });
    await engine.enqueue(forkEm(orm), countSegments, {}, { singletonKey: `${day}` });
    await world.drain();
  }
  expect((await manager.call('GET', `${crm}/segments/${id}/counts`)).body).toEqual({
    items: [
      { day: '2026-11-18', count: 2 },
      { day: '2026-11-19', count: 2 },
    ],
  });
});

test('contacts and leads are grouped by what they are', async () => {
  const [customer] = (await wang.call<Page<CustomerView>>('GET', `${crm}/customers`)).body.items;
  await wang.call('POST', `${crm}/contacts`, { customer_id: customer!.id, name: '周总', decision_maker: true });
  await wang.call<LeadView>('POST', `${crm}/leads`, { name: '吴总', company: '远景装备' });
  const count = async (by: TestClient, entity: string, condition: object): Promise<number> =>
    (await by.call<ConditionCount>('POST', `${crm}/segments/count`, { entity, condition })).body.count;
  expect(await count(wang, 'contact', { field: 'decision_maker', op: 'eq', value: true })).toBe(1);
  expect(await count(li, 'contact', { field: 'decision_maker', op: 'eq', value: true })).toBe(0);
  expect(await count(wang, 'lead', { field: 'status', op: 'in', value: ['new', 'contacted'] })).toBe(1);
});

test('views of a list are kept on the server: one’s own first, shared ones for everybody', async () => {
  const views = `${crm}/saved-views`;
  const settings = { filters: { region: '华东' }, sort: '-created_at', columns: ['name', 'owner_name'] };
  const mine = await wang.call<SavedViewView>('POST', views, { name: '我的华东', entity: 'customer', settings });
  expect(mine.status).toBe(201);
  expect((await wang.call('POST', views, { name: '共享', entity: 'customer', settings, shared: true })).status).toBe(
    403,
  );
  await manager.call('POST', views, { name: '全员视图', entity: 'customer', settings: {}, shared: true });
  const names = async (by: TestClient): Promise<string[]> =>
    (await by.call<{ items: SavedViewView[] }>('GET', `${views}?entity=customer`)).body.items.map((one) => one.name);
  expect(await names(wang)).toEqual(['我的华东', '全员视图']);
  expect(await names(li)).toEqual(['全员视图']);
  const one = `${views}/${mine.body.id}`;
  expect((await li.call('PATCH', one, { version: 1, name: '抢来的' })).status).toBe(404);
  expect((await wang.call('PATCH', one, { version: 1, name: '华东' })).body).toMatchObject({ name: '华东', settings });
  expect((await wang.call('PATCH', one, { version: 1, name: '旧的' })).status).toBe(409);
  expect((await wang.call('DELETE', one)).status).toBe(204);
  expect(await names(wang)).toEqual(['全员视图']);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactView, CustomerView, LeadView } from '../../kernel/contracts/crm.ts';
import type {
  BulkEditPreview,
  BulkEditView,
  DuplicateCandidateView,
  DuplicateMatch,
  MergePreview,
  MergeView,
  QualityOverview,
  QualityProgress,
  QualityRow,
  QualityRules,
} from '../../kernel/contracts/data-quality.ts';
import type { ErrorBody, Page } from '../../kernel/contracts/paging.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let service: TestService;
let admin: TestClient;
let manager: TestClient;
let seller: TestClient;
let other: TestClient;
beforeAll(async () => {
  service = await testService();
  admin = await service.as('administrator');
  manager = await service.as('sales_manager', { name: '陈静', team: '华东团队' });
  seller = await service.as('salesperson', { name: '王磊', team: '华东团队' });
  other = await service.as('salesperson', { name: '李强', team: '华南团队' });
});
afterAll(async () => await service.stop());

const crm = '/api/v1/crm';

async function made<T>(client: TestClient, path: string, body: object): Promise<T> {
  const answer = await client.call<T>('POST', `${crm}/${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

/** Has all waiting records looked at, as the job of every minute does. */
async function recheck(): Promise<void> {
  expect((await admin.call('POST', `${crm}/data-quality/recheck`, {})).status).toBe(202);
  await service.drain();
  const { body } = await admin.call<QualityProgress>('GET', `${crm}/data-quality/progress`);
  expect(body.pending).toBe(0);
}

test('wrong numbers and codes are refused in words, right ones are stored in one form', async () => {
  const refusals: [string, object, string, RegExp][] = [
    ['customers', { name: '甲', phone: '1381234567' }, 'crm.bad_phone', /手机号应为 11 位/],
    ['customers', { name: '甲', phone: '66668888' }, 'crm.bad_phone', /请写上区号/],
    ['customers', { name: '甲', credit_code: '91350100M000100Y44' }, 'crm.bad_credit_code', /校验码对不上/],
    ['leads', { name: '甲', phone: '138****5678' }, 'crm.bad_phone', /星号/],
  ];
  for (const [path, body, code, message] of refusals) {
    const answer = await seller.call<ErrorBody>('POST', `${crm}/${path}`, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code } } });
    expect(answer.body.error.message).toMatch(message);
  }
  const customer = await made<CustomerView>(seller, 'customers', {
    name: '福州样例有限公司',
    phone: '+86 138 0591 2345 / (0591)8765 4321',
    credit_code: '9135 0100 m000 100y 43',
  });
  expect(customer).toMatchObject({ phone: '13805912345/0591-87654321', credit_code: '91350100M000100Y43' });
  // A wrong number from before does not keep anybody from changing something else.
  const { orm } = service.service.parts;
  await orm.em.fork().getConnection().execute(`update customer set phone = '12' where id = '${customer.id}'`);
  const changed = await seller.call<CustomerView>('PATCH', `${crm}/customers/${customer.id}`, {
    version: 1,
    phone: '12',
    city: '福州',
  });
  expect(changed).toMatchObject({ status: 200, body: { city: '福州' } });
  const wrong = await seller.call('PATCH', `${crm}/customers/${customer.id}`, { version: 2, phone: '13' });
  expect(wrong.status).toBe(400);
});

test('a colleague’s customer is announced, found in bulk, merged by the manager and parted again', async () => {
  const first = await made<CustomerView>(seller, 'customers', { name: '上海龙腾机械有限公司', phone: '021-66667777' });
  const check = async (client: TestClient): Promise<DuplicateMatch[]> => {
    const answer = await client.call<{ matches: DuplicateMatch[] }>('POST', `${crm}/duplicates/check`, {
      entity: 'customer',
      fields: { name: '龙腾机械', phone: '02166667777' },
    });
    expect(answer.status).toBe(200);
    return answer.body.matches;
  };
  expect(await check(seller)).toMatchObject([{ id: first.id, hidden: false, level: 'certain' }]);
  expect(await check(other)).toMatchObject([{ id: null, name: null, hidden: true, owner_name: '王磊' }]);
  const second = await made<CustomerView>(seller, 'customers', { name: '龙腾机械（上海）股份有限公司', city: '上海' });
  await made<ContactView>(seller, 'contacts', { customer_id: second.id, name: '龙总', phone: '13622224444' });
  await recheck();
  const found = await manager.call<Page<DuplicateCandidateView>>('GET', `${crm}/duplicates?record_id=${first.id}`);
  expect(found.body.items).toHaveLength(1);
  const [pair] = found.body.items;
  expect(pair).toMatchObject({ mergeable: true, status: 'open' });
  expect((await other.call<Page<unknown>>('GET', `${crm}/duplicates`)).body.total).toBe(0);

  const ask = { entity: 'customer', survivor_id: first.id, loser_id: second.id };
  const preview = await manager.call<MergePreview>('POST', `${crm}/merges/preview`, ask);
  expect(preview.status).toBe(200);
  const versions = { survivor_version: preview.body.survivor.version, loser_version: preview.body.loser.version };
  await seller.call('PATCH', `${crm}/customers/${second.id}`, { version: 1, sector: '机械' });
  expect(await manager.call('POST', `${crm}/merges`, { ...ask, ...versions })).toMatchObject({
    status: 409,
    body: { error: { code: 'crm.stale_version' } },
  });
  const done = await made<MergeView>(manager, 'merges', { ...ask, ...versions, loser_version: 2 });
  expect(done).toMatchObject({ status: 'done', merged_by_name: '陈静' });
  expect(done.fields.map((field) => field.label)).toEqual(expect.arrayContaining(['城市', '行业']));
  const gone = await seller.call('GET', `${crm}/customers/${second.id}`);
  expect(gone.status).toBe(404);
  expect((await seller.call('GET', `${crm}/merged-records/customer/${second.id}`)).body).toMatchObject({
    id: first.id,
  });
  const story = await seller.call<Page<{ kind: string; title: string }>>(
    'GET',
    `${crm}/customers/${first.id}/timeline?page_size=50`,
  );
  expect(story.body.items.map((line) => line.kind)).toEqual(
    expect.arrayContaining(['customer.merged', 'contact.created']),
  );
  await recheck();
  const settled = await manager.call<Page<{ id: string }>>(
    'GET',
    `${crm}/duplicates?status=open&record_id=${first.id}`,
  );
  expect(settled.body.total).toBe(0);

  const undo = await manager.call<{ obstacles: string[] }>('GET', `${crm}/merges/${done.id}/undo`);
  expect(undo.body.obstacles).toEqual([]);
  expect((await other.call('POST', `${crm}/merges/${done.id}/undo`, {})).status).toBe(404);
  const undone = await manager.call<MergeView>('POST', `${crm}/merges/${done.id}/undo`, {});
  expect(undone).toMatchObject({ status: 200, body: { status: 'undone' } });
  const back = await seller.call<CustomerView>('GET', `${crm}/customers/${second.id}`);
  expect(back.body).toMatchObject({ code: second.code, sector: '机械', version: 3 });
  await recheck();
  const again = await manager.call<Page<{ id: string }>>('GET', `${crm}/duplicates?record_id=${second.id}`);
  expect(again.body.items.map((one) => one.id)).toEqual([pair?.id]);
  expect((await manager.call('POST', `${crm}/duplicates/${pair?.id}/dismiss`, { note: '集团内两家' })).status).toBe(
    204,
  );
  const dismissed = await manager.call<Page<DuplicateCandidateView>>('GET', `${crm}/duplicates?status=dismissed`);
  expect(dismissed.body.items).toMatchObject([{ id: pair?.id, note: '集团内两家', decided_by_name: '陈静' }]);
});

test('what is missing, old or wrong is listed, counted per owner, and follows the rules', async () => {
  const bare = await made<LeadView>(seller, 'leads', { name: '测试', phone: '13888888888' });
  const full = await made<LeadView>(seller, 'leads', {
    name: '杨帆',
    company: '完整公司',
    title: '总监',
    phone: '13622225555',
    email: 'yang@full.cn',
    wechat: 'yangfan',
    source: '展会',
    region: '华东',
    city: '上海',
    sector: '制造',
  });
  await recheck();
  const list = async (client: TestClient, path: string): Promise<QualityRow[]> => {
    const answer = await client.call<Page<QualityRow>>('GET', `${crm}/data-quality/${path}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.items;
  };
  const [first, ...rest] = await list(seller, 'incomplete?entity=lead');
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ id: bare.id, completeness: 30, owner_name: '王磊' });
  expect(first?.missing.map((field) => field.label)).toContain('公司');
  expect((await list(seller, 'incomplete?entity=lead&missing=company&below=101')).map((row) => row.id)).toEqual([
    bare.id,
  ]);
  expect((await list(seller, 'invalid?entity=lead'))[0]?.problems).toEqual([
    { code: 'made_up_phone', label: '电话像是随手填的' },
    { code: 'test_name', label: '名称像是测试数据' },
  ]);
  expect(await list(other, 'incomplete?entity=lead')).toEqual([]);
  expect(await list(seller, 'stale?entity=lead')).toEqual([]);
  service.clock.advance({ days: 31 });
  const fresh = { client: await service.as('sales_manager', { name: '新经理', team: '华东团队' }) };
  expect((await list(fresh.client, 'stale?entity=lead')).map((row) => [row.id, row.idle_days]).sort()).toEqual(
    [
      [bare.id, 31],
      [full.id, 31],
    ].sort(),
  );
  const overview = await fresh.client.call<QualityOverview>('GET', `${crm}/data-quality/overview?entity=lead&by=owner`);
  expect(overview.body.groups).toMatchObject([
    { name: '王磊', records: 2, completeness: 65, incomplete: 1, stale: 2, invalid: 1, duplicates: 0 },
  ]);
  expect(overview.body.missing).toContainEqual({ code: 'company', label: '公司', records: 1 });
  expect(overview.body.missing.map((field) => field.records)).toEqual(overview.body.missing.map(() => 1));
  expect(overview.body.problems).toEqual([
    { code: 'made_up_phone', label: '电话像是随手填的', records: 1 },
    { code: 'test_name', label: '名称像是测试数据', records: 1 },
  ]);
  const unseen = await other.call<QualityOverview>('GET', `${crm}/data-quality/overview?entity=lead`);
  expect(unseen.body).toMatchObject({ missing: [], problems: [] });
  const rules = await fresh.client.call<{ items: QualityRules[] }>('GET', `${crm}/data-quality/rules`);
  const lead = rules.body.items.find((rule) => rule.entity === 'lead');
  const weights = Object.fromEntries(lead!.fields.map(({ field }) => [field, field === 'phone' ? 10 : 0]));
  const path = `${crm}/data-quality/rules/lead`;
  expect((await seller.call('PATCH', path, { version: 1 })).status).toBeGreaterThanOrEqual(401);
  expect((await fresh.client.call('PATCH', path, { version: 1, weights: { shoes: 1 } })).status).toBe(400);
  expect((await fresh.client.call('PATCH', path, { version: lead!.version, weights, stale_days: 60 })).status).toBe(
    200,
  );
  expect((await fresh.client.call('PATCH', path, { version: lead!.version, stale_days: 61 })).status).toBe(409);
  await service.drain();
  expect(await list(fresh.client, 'incomplete?entity=lead')).toEqual([]);
  expect(await list(fresh.client, 'stale?entity=lead')).toEqual([]);
});

const sameThrice = (...values: unknown[]): unknown[][] => [1, 2, 3].map(() => [...values]);

test('people are found twice, in every list and for every kind of record', async () => {
  const customer = await made<CustomerView>(seller, 'customers', { name: '双人公司' });
  for (const name of ['白露', '白鹭']) {
    await made<ContactView>(seller, 'contacts', { customer_id: customer.id, name, phone: '13622227777' });
    await made<LeadView>(seller, 'leads', { name, company: '双人公司', phone: '13622228888' });
  }
  await recheck();
  for (const entity of ['contact', 'lead']) {
    const found = await seller.call<Page<DuplicateCandidateView>>('GET', `${crm}/duplicates?entity=${entity}`);
    expect(found.status).toBe(200);
    const [pair] = found.body.items;
    expect([pair?.left.name, pair?.right.name].toSorted(), entity).toEqual(['白露', '白鹭'].toSorted());
    expect(pair?.left.phone, entity).toBe(entity === 'contact' ? '13622227777' : '13622228888');
    expect((await other.call<Page<unknown>>('GET', `${crm}/duplicates?entity=${entity}`)).body.total).toBe(0);
  }
  for (const path of ['incomplete?below=101&q=白', 'stale?days=1', 'invalid', 'overview?by=team', 'overview']) {
    const url = `${crm}/data-quality/${path}${path.includes('?') ? '&' : '?'}entity=contact`;
    expect((await seller.call('GET', encodeURI(url))).status, path).toBe(200);
  }
});

test('many customers change at once in the background and change back', async () => {
  const boss = await service.as('sales_manager', { name: '批量经理', team: '西南团队' });
  for (const name of ['批量一号', '批量二号', '批量三号'])
    await made<CustomerView>(boss, 'customers', { name, region: '西南' });
  const fields = await boss.call<{ items: { field: string }[] }>('GET', `${crm}/bulk-edit-fields?entity=customer`);
  expect(fields.body.items.map((one) => one.field)).toContain('owner_id');
  const preview = await made<BulkEditPreview>(boss, 'bulk-edits', {
    entity: 'customer',
    selection: { filter: { region: '西南' } },
    change: { fields: { source: '展会' }, add_tags: ['西南展会'] },
  });
  expect(preview).toMatchObject({ will_change: 3, bulk_edit: { status: 'ready', total: 3 } });
  const url = `${crm}/bulk-edits/${preview.bulk_edit.id}`;
  const told: { processed: number; status: string }[] = [];
  const stop = service.service.parts.bus.subscribe('crm.bulk_edit_progress', (progress) => void told.push(progress));
  expect((await boss.call('POST', `${url}/start`)).status).toBe(202);
  expect((await boss.call('POST', `${url}/start`)).status).toBe(409);
  await service.drain();
  stop();
  expect(told.map(({ processed, status }) => `${processed} ${status}`)).toEqual(['0 running', '3 running', '3 done']);
  const done = await boss.call<BulkEditView>('GET', url);
  expect(done.body).toMatchObject({ status: 'done', changed: 3, created_by_name: '批量经理' });
  expect((await boss.call<Page<unknown>>('GET', `${url}/rows?status=changed`)).body.total).toBe(3);
  expect((await other.call('GET', url)).status).toBe(404);
  const list = async () =>
    (await boss.call<Page<CustomerView>>('GET', `${crm}/customers?region=${encodeURIComponent('西南')}`)).body.items;
  expect((await list()).map((row) => [row.source, row.tags])).toEqual(sameThrice('展会', ['西南展会']));
  expect((await boss.call('POST', `${url}/undo`)).status).toBe(202);
  await service.drain();
  expect((await boss.call<BulkEditView>('GET', url)).body).toMatchObject({ status: 'undone', undone: 3, kept: 0 });
  expect((await list()).map((row) => [row.source, row.tags])).toEqual(sameThrice(null, []));
});

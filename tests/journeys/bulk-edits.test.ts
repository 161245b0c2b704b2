import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActivityView, ContactView, CustomerView, LeadView, OpportunityView } from '../../kernel/contracts/crm.ts';
import type { CustomEntity, CustomFieldView } from '../../kernel/contracts/custom-fields.ts';
import type { BulkEditPreview, BulkEditRow, BulkEditView } from '../../kernel/contracts/data-quality.ts';
import type { ErrorBody, Page } from '../../kernel/contracts/paging.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let service: TestService;
let manager: TestClient;
let seller: TestClient;
beforeAll(async () => {
  service = await testService();
  manager = await service.as('sales_manager', { name: '陈静', team: '华东团队' });
  seller = await service.as('salesperson', { name: '王磊', team: '华东团队' });
});
afterAll(async () => await service.stop());

const crm = '/api/v1/crm';

async function made<T>(client: TestClient, path: string, body: object): Promise<T> {
  const answer = await client.call<T>('POST', `${crm}/${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const read = async <T>(path: string, client = manager): Promise<T> =>
  (await client.call<T>('GET', `${crm}/${path}`)).body;

async function step(id: string, name: 'start' | 'undo'): Promise<BulkEditView> {
  expect((await manager.call('POST', `${crm}/bulk-edits/${id}/${name}`)).status).toBe(202);
  await service.drain();
  return await read<BulkEditView>(`bulk-edits/${id}`);
}

async function reasons(id: string, status: BulkEditRow['status']): Promise<Record<string, string | null>> {
  const { items } = await read<Page<BulkEditRow>>(`bulk-edits/${id}/rows?status=${status}&page_size=100`);
  return Object.fromEntries(items.map(({ name, reason }) => [name, reason]));
}

const deal = (name: string, more: object = {}): Promise<OpportunityView> =>
  made<OpportunityView>(manager, 'opportunities', { name, amount: 1000, expected_close: '2026-12-01', ...more });
const dealNow = (id: string): Promise<OpportunityView> => read<OpportunityView>(`opportunities/${id}`);
const CLOSED = '商机已经结束，金额和预计成交日期不再改';

test('close days and amounts of deals change, but of closed ones, of those with lines and of those changed meanwhile', async () => {
  const source = '整批商机';
  const plain = await deal('普通', { source });
  const busy = await deal('被改', { source });
  const won = await deal('已赢', { source, stage: 'won' });
  const lined = await deal('有明细', { source });
  const lines = await manager.call('PUT', `${crm}/opportunities/${lined.id}/lines`, {
    version: lined.version,
    update_amount: false,
    lines: [{ name: '终端', quantity: 2, unit_price: 300 }],
  });
  expect(lines.status, JSON.stringify(lines.body)).toBe(200);
  const ids = [plain, busy, won, lined].map(({ id }) => id);

  const amounts = await made<BulkEditPreview>(manager, 'bulk-edits', {
    entity: 'opportunity',
    selection: { ids },
    change: { fields: { amount: 8800.5 } },
  });
  expect(amounts).toMatchObject({ will_change: 2, will_skip: 2 });
  expect(await reasons(amounts.bulk_edit.id, 'skipped')).toEqual({
    已赢: CLOSED,
    有明细: '金额由产品明细算出，请改明细',
  });
  const changed = await manager.call('PATCH', `${crm}/opportunities/${busy.id}`, { version: 1, amount: 77 });
  expect(changed.status).toBe(200);
  expect(await step(amounts.bulk_edit.id, 'start')).toMatchObject({ status: 'done', changed: 1, skipped: 3 });
  expect(await reasons(amounts.bulk_edit.id, 'skipped')).toMatchObject({ 被改: '预览之后被别人改过，没有修改' });
  expect((await dealNow(plain.id)).amount).toBe(8800.5);
  expect((await dealNow(busy.id)).amount).toBe(77);
  expect((await dealNow(won.id)).amount).toBe(1000);

  // By the list's own filter; a closed deal is not among the open ones.
  const days = await made<BulkEditPreview>(manager, 'bulk-edits', {
    entity: 'opportunity',
    selection: { filter: { open: 'true', q: '明细' } },
    change: { fields: { expected_close: '2027-02-28' } },
  });
  expect(days).toMatchObject({
    will_change: 1,
    sample: [{ name: '有明细', before: { expected_close: '2026-12-01' } }],
  });
  await step(days.bulk_edit.id, 'start');
  expect((await dealNow(lined.id)).expected_close).toBe('2027-02-28');
  expect(await step(days.bulk_edit.id, 'undo')).toMatchObject({ status: 'undone', undone: 1, kept: 0 });
  expect((await dealNow(lined.id)).expected_close).toBe('2026-12-01');

  // What a deal was won for stays, although nobody touched the amount since.
  const { version } = await dealNow(plain.id);
  const moved = await manager.call('POST', `${crm}/opportunities/${plain.id}/stage`, {
    version,
    stage: 'lost',
    lost_reason: '预算取消',
  });
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  expect(await step(amounts.bulk_edit.id, 'undo')).toMatchObject({ undone: 0, kept: 1 });
  expect(await reasons(amounts.bulk_edit.id, 'kept')).toEqual({ 普通: CLOSED });
  expect((await dealNow(plain.id)).amount).toBe(8800.5);
});

test('deals go to another owner with their planned follow-ups, and come back', async () => {
  const customer = await made<CustomerView>(manager, 'customers', { name: '换手有限公司' });
  const one = await deal('换手', { customer_id: customer.id });
  const task = await made<ActivityView>(manager, 'activities', {
    opportunity_id: one.id,
    subject: '回访',
    kind: 'call',
    status: 'planned',
    due_at: '2027-01-10T10:00:00+08:00',
  });
  const [me] = (await read<Page<OpportunityView>>('opportunities?q=换手')).items;
  const sellerId = (await made<CustomerView>(seller, 'customers', { name: '王磊自己的' })).owner_id;
  const preview = await made<BulkEditPreview>(manager, 'bulk-edits', {
    entity: 'opportunity',
    selection: { ids: [one.id] },
    change: { owner_id: sellerId },
  });
  expect(preview.sample[0]).toMatchObject({ before: { owner_name: '陈静' }, after: { owner_name: '王磊' } });
  await step(preview.bulk_edit.id, 'start');
  expect((await dealNow(one.id)).owner_name).toBe('王磊');
  expect((await read<ActivityView>(`activities/${task.id}`)).owner_id).toBe(sellerId);
  const { items } = await read<{ items: { title: string }[] }>(`customers/${customer.id}/timeline`);
  expect(items.map(({ title }) => title)).toContainEqual(expect.stringContaining('批量修改（负责人）：换手'));
  expect(await step(preview.bulk_edit.id, 'undo')).toMatchObject({ undone: 1 });
  expect((await dealNow(one.id)).owner_id).toBe(me?.owner_id);
  expect((await read<ActivityView>(`activities/${task.id}`)).owner_id).toBe(me?.owner_id);
  const refused = await seller.call<ErrorBody>('POST', `${crm}/bulk-edits`, {
    entity: 'opportunity',
    selection: { filter: {} },
    change: { owner_id: me?.owner_id },
  });
  expect(refused.status).toBe(403);
});

const RECORDS: Record<CustomEntity, { path: string; make: (name: string) => Promise<{ id: string }> }> = {
  customer: { path: 'customers', make: (name) => made<CustomerView>(manager, 'customers', { name }) },
  lead: { path: 'leads', make: (name) => made<LeadView>(manager, 'leads', { name }) },
  opportunity: { path: 'opportunities', make: (name) => made<OpportunityView>(manager, 'opportunities', { name }) },
  contact: {
    path: 'contacts',
    make: async (name) => {
      const customer = await made<CustomerView>(manager, 'customers', { name: `${name}所在公司` });
      return await made<ContactView>(manager, 'contacts', { customer_id: customer.id, name });
    },
  },
};

test.each(Object.keys(RECORDS) as CustomEntity[])(
  'custom fields of a %s change, are found, and come back',
  async (entity) => {
    const { path, make } = RECORDS[entity];
    const field = (body: object): Promise<CustomFieldView> =>
      made<CustomFieldView>(manager, 'custom-fields', { entity, ...body });
    const word = await field({ label: `暗号${entity}`, type: 'text', searchable: true });
    const size = await field({ label: `面积${entity}`, type: 'number' });
    const likes = await field({ label: `喜好${entity}`, type: 'multi_choice', choices: ['门禁', '监控', '道闸'] });
    const records: { id: string; version: number; custom: Record<string, unknown> }[] = [];
    for (const name of ['丹枫', '青桐', '白榆']) records.push((await make(`${name}${entity}`)) as never);
    const [first, second, third] = records.map(({ id }) => id) as [string, string, string];
    const now = async (id: string) => await read<{ custom: object; version: number }>(`${path}/${id}`);
    const before = await manager.call('PATCH', `${crm}/${path}/${first}`, { version: 1, custom: { [size.key]: 5 } });
    expect(before.status, JSON.stringify(before.body)).toBe(200);

    const fields = await read<{ items: { field: string; kind: string; choices?: unknown[] }[] }>(
      `bulk-edit-fields?entity=${entity}`,
    );
    expect(fields.items).toContainEqual(
      expect.objectContaining({ field: `custom.${likes.key}`, kind: 'choices', label: `喜好${entity}` }),
    );
    const preview = await made<BulkEditPreview>(manager, 'bulk-edits', {
      entity,
      selection: { ids: [first, second, third] },
      change: {
        fields: {
          [`custom.${word.key}`]: `海棠${entity}`,
          [`custom.${size.key}`]: 12.5,
          [`custom.${likes.key}`]: ['道闸', '门禁'],
        },
      },
    });
    expect(preview.will_change).toBe(3);
    expect(preview.sample.find(({ entity_id }) => entity_id === first)).toMatchObject({
      before: { [`custom.${size.key}`]: 5, [`custom.${word.key}`]: null },
      after: { [`custom.${size.key}`]: 12.5, [`custom.${likes.key}`]: ['门禁', '道闸'] },
    });
    expect(await step(preview.bulk_edit.id, 'start')).toMatchObject({ status: 'done', changed: 3 });
    expect((await now(second)).custom).toEqual({
      [word.key]: `海棠${entity}`,
      [size.key]: 12.5,
      [likes.key]: ['门禁', '道闸'],
    });
    const found = async () =>
      (await read<Page<{ id: string }>>(`${path}?q=${encodeURIComponent(`海棠${entity}`)}`)).total;
    expect(await found()).toBe(3);
    const { version } = await now(third);
    const since = await manager.call('PATCH', `${crm}/${path}/${third}`, { version, custom: { [size.key]: 99 } });
    expect(since.status).toBe(200);
    expect(await step(preview.bulk_edit.id, 'undo')).toMatchObject({ status: 'undone', undone: 2, kept: 1 });
    expect((await now(first)).custom).toEqual({ [size.key]: 5 });
    expect((await now(second)).custom).toEqual({});
    expect((await now(third)).custom).toMatchObject({ [size.key]: 99 });
    expect(await found()).toBe(1);
  },
);

test('values of custom fields are refused as in a form, and an archived field stops an edit that was prepared', async () => {
  const kind = await made<CustomFieldView>(manager, 'custom-fields', {
    entity: 'lead',
    label: '线索类型',
    type: 'choice',
    choices: ['甲类', '乙类'],
    required: false,
  });
  const lead = await made<LeadView>(manager, 'leads', { name: '拒绝测试' });
  const edit = (fields: object) =>
    manager.call<ErrorBody>('POST', `${crm}/bulk-edits`, {
      entity: 'lead',
      selection: { ids: [lead.id] },
      change: { fields },
    });
  for (const [fields, words] of [
    [{ [`custom.${kind.key}`]: '丙类' }, /没有“丙类”这个选项/],
    [{ 'custom.nowhere': 'x' }, /没有“nowhere”这个字段/],
    [{ custom: 'x' }, /可以批量修改的有/],
    [{ version: 3 }, /可以批量修改的有/],
  ] as const) {
    const { status, body } = await edit(fields);
    expect(status, JSON.stringify(fields)).toBe(400);
    expect(body.error).toMatchObject({
      code: 'crm.bulk_edit_bad_field',
      message: expect.stringMatching(words) as string,
    });
  }
  const prepared = await edit({ [`custom.${kind.key}`]: '甲类' });
  const id = (prepared.body as unknown as BulkEditPreview).bulk_edit.id;
  const archived = await manager.call('PATCH', `${crm}/custom-fields/${kind.id}`, {
    version: kind.version,
    archived: true,
  });
  expect(archived.status, JSON.stringify(archived.body)).toBe(200);
  expect(await step(id, 'start')).toMatchObject({ status: 'failed', changed: 0 });
  expect((await read<LeadView>(`leads/${lead.id}`)).custom).toEqual({});
});

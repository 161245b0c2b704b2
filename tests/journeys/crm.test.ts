import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactView, CustomerView, LeadView, OpportunityView } from '../../kernel/contracts/crm.ts';
import type { ImportPreview, ImportView } from '../../kernel/contracts/imports.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
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

test('from a lead to a won deal over HTTP', async () => {
  const made = await manager.call<LeadView>('POST', `${crm}/leads`, {
    name: '周总',
    company: '远景装备',
    phone: '13812345678',
  });
  expect(made.status).toBe(201);
  const given = await manager.call<LeadView>('POST', `${crm}/leads/${made.body.id}/assign`, {
    version: 1,
    owner_id: seller.userId,
  });
  expect(given.body).toMatchObject({ owner_name: '王磊', version: 2 });
  const converted = await seller.call<{ customer_id: string; contact: ContactView; opportunity: OpportunityView }>(
    'POST',
    `${crm}/leads/${made.body.id}/convert`,
    { version: 2, opportunity: { name: '远景一期', amount: 120000 } },
  );
  expect(converted.status).toBe(200);
  const { customer_id: customerId, opportunity } = converted.body;
  const moved = await seller.call<OpportunityView>('POST', `${crm}/opportunities/${opportunity.id}/stage`, {
    version: 1,
    stage: 'won',
  });
  expect(moved.body).toMatchObject({ stage: 'won', probability: 100, closed_on: '2026-11-18' });
  const tagged = await seller.call<CustomerView>('POST', `${crm}/customers/${customerId}/tags`, { add: ['重点'] });
  expect(tagged.body.tags).toEqual(['重点']);
  const story = await seller.call<Page<{ kind: string }>>(
    'GET',
    `${crm}/customers/${customerId}/timeline?page_size=50`,
  );
  expect(story.body.items.map((line) => line.kind)).toEqual(
    expect.arrayContaining(['lead.converted', 'opportunity.stage_moved', 'customer.tagged']),
  );
  const stale = await seller.call('PATCH', `${crm}/customers/${customerId}`, { version: 1, city: '苏州' });
  expect(stale).toMatchObject({
    status: 409,
    body: { error: { code: 'crm.stale_version', details: { current_version: 2 } } },
  });
});

test('every list, every filter chip and the tags answer in their shapes', async () => {
  for (const path of ['customers', 'contacts', 'leads', 'opportunities', 'activities', 'products']) {
    expect((await manager.call('GET', `${crm}/${path}?page_size=5`)).status, path).toBe(200);
  }
  for (const entity of ['customers', 'leads', 'opportunities']) {
    expect((await manager.call('GET', `${crm}/facets?entity=${entity}`)).status, entity).toBe(200);
  }
  expect((await manager.call('GET', `${crm}/tags`)).body).toMatchObject({ items: [{ name: '重点', count: 1 }] });
  expect((await manager.call('GET', `${crm}/leads?sort=secret`)).status).toBe(400);
  expect((await manager.call('GET', `${crm}/leads?unknown=1`)).status).toBe(400);
});

test('a stranger gets 404, who lacks the permission 403', async () => {
  const stranger = await service.as('salesperson', { team: '华南团队' });
  const list = await seller.call<Page<CustomerView>>('GET', `${crm}/customers`);
  const id = list.body.items[0]?.id ?? '';
  expect((await stranger.call('GET', `${crm}/customers/${id}`)).status).toBe(404);
  expect((await seller.call('DELETE', `${crm}/customers/${id}`)).status).toBe(403);
  expect((await seller.call('GET', `${crm}/imports`)).status).toBe(403);
});

test('a file is uploaded, previewed, started and done; the export comes back as it went', async () => {
  const form = new FormData();
  const text = '客户名称,区域,备注\n导入甲,华东,"=HYPERLINK(""x"")"\n导入乙,华东,\n';
  form.set('file', new Blob([text], { type: 'text/csv' }), '客户.csv');
  const uploaded = await manager.call<ImportPreview>('POST', `${crm}/imports?kind=customers`, form);
  expect(uploaded).toMatchObject({
    status: 201,
    body: { valid_rows: 2, invalid_rows: 0, import: { file_name: '客户.csv', status: 'ready' } },
  });
  const { id } = uploaded.body.import;
  expect((await manager.call('POST', `${crm}/imports/${id}/start`, {})).status).toBe(202);
  await service.drain();
  expect((await manager.call<ImportView>('GET', `${crm}/imports/${id}`)).body).toMatchObject({
    status: 'done',
    created: 2,
    failed: 0,
  });
  expect((await manager.call('GET', `${crm}/imports/${id}/issues`)).body).toMatchObject({ items: [], total: 0 });

  const file = await manager.call<string>('GET', `${crm}/export/customers?q=${encodeURIComponent('导入')}`);
  expect(file.status).toBe(200);
  expect(file.body).toContain(`"'=HYPERLINK(""x"")"`);
  const again = new FormData();
  again.set('file', new Blob([file.body]), 'again.csv');
  const back = await manager.call<ImportPreview>('POST', `${crm}/imports?kind=customers`, again);
  expect(back.body).toMatchObject({ valid_rows: 2, invalid_rows: 0 });
  await manager.call('POST', `${crm}/imports/${back.body.import.id}/start`, {});
  await service.drain();
  const rerun = await manager.call<ImportView>('GET', `${crm}/imports/${back.body.import.id}`);
  expect(rerun.body).toMatchObject({ status: 'done', created: 0, updated: 0, unchanged: 2 });
});

test('a workbook that is cut off, and no file at all, are refused in words', async () => {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array([0x50, 0x4b, 3, 4])]), 'a.xlsx');
  expect(await manager.call('POST', `${crm}/imports?kind=leads`, form)).toMatchObject({
    status: 400,
    body: { error: { code: 'crm.import_workbook_damaged', message: expect.stringContaining('重新保存') } },
  });
  expect(await manager.call('POST', `${crm}/imports?kind=leads`, {})).toMatchObject({ status: 400 });
});

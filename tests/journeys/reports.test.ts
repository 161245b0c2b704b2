import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorBody } from '../../kernel/contracts/paging.ts';
import { ReportCatalogue, type ReportAnswer } from '../../kernel/contracts/reports.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let service: TestService;
let seller: TestClient;
let manager: TestClient;
let other: TestClient;

const QUERY = '/api/v1/reports/query';
const OPEN = { metrics: ['open_count', '在手金额'], dimensions: ['owner'] };

beforeAll(async () => {
  service = await testService();
  manager = await service.as('sales_manager', { name: '陈静', team: '华东一组', region: '华东' });
  seller = await service.as('salesperson', { name: '王磊', team: '华东一组' });
  other = await service.as('salesperson', { name: '赵敏', team: '华南一组', region: '华南' });
  for (const [client, amount] of [
    [seller, 80_000],
    [seller, 20_000],
    [other, 500_000],
  ] as const) {
    const made = await client.call('POST', '/api/v1/crm/opportunities', { name: '年度采购', amount });
    expect(made.status).toBe(201);
  }
});
afterAll(async () => await service.stop());

test('each sees the numbers of what they may see', async () => {
  const rowsOf = async (client: TestClient) => (await client.call<ReportAnswer>('POST', QUERY, OPEN)).body.rows;
  const wang = { owner: '王磊', open_count: 2, open_amount: 100_000 };
  const zhao = { owner: '赵敏', open_count: 1, open_amount: 500_000 };
  expect(await rowsOf(seller)).toEqual([wang]);
  expect(await rowsOf(manager)).toEqual([wang]);
  expect(await rowsOf(other)).toEqual([zhao]);
  expect(await rowsOf(await service.as('administrator'))).toEqual([wang, zhao]);
});

test('new deals of this month, in words', async () => {
  const { body } = await manager.call<ReportAnswer>('POST', QUERY, {
    metrics: ['新增商机数'],
    filters: [{ dimension: 'region', values: ['华东区'] }],
    period: '本月',
  });
  expect(body.totals).toEqual({ new_opportunity_count: 2 });
  expect(body.filter_sentence).toBe('华东区，2026 年 11 月，按商机创建日期，仅本团队的数据');
});

test('a question nobody can answer is refused with what is near', async () => {
  const ask = (body: unknown) => seller.call<ErrorBody>('POST', QUERY, body);
  const unknown = await ask({ metrics: ['赢单额度'] });
  expect(unknown.status).toBe(400);
  expect(unknown.body.error).toMatchObject({ code: 'report.unknown_metric', kind: 'invalid' });
  expect(unknown.body.error.message).toContain('赢单金额');
  expect((await ask({ metrics: ['won_count'], period: '等桂花开了' })).body.error.code).toBe('time.not_understood');
  expect((await ask({ metrics: ['won_count'], limit: 100_000 })).status).toBe(400);
  expect((await ask({ metrics: [] })).status).toBe(400);
});

test('the catalogue', async () => {
  const { status, body } = await seller.call('GET', '/api/v1/reports/catalogue');
  expect(status).toBe(200);
  expect(ReportCatalogue.parse(body).metrics.length).toBeGreaterThan(20);
  expect((await fetch(`${service.url}/api/v1/reports/catalogue`)).status).toBeGreaterThanOrEqual(401);
});

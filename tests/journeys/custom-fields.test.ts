import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomFieldView } from '../../kernel/contracts/custom-fields.ts';
import type { CustomerView, LeadView } from '../../kernel/contracts/crm.ts';
import type { ImportPreview, ImportRowIssue, ImportView } from '../../kernel/contracts/imports.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { ReportAnswer, ReportCatalogue } from '../../kernel/contracts/reports.ts';
import { makeKnowledge } from '../../integrations/understanding/make-knowledge.ts';
import { readSentence } from '../../integrations/understanding/reading.ts';
import { composeReport } from '../../integrations/understanding/report/compose-report.ts';
import { layerFromCatalogue } from '../../integrations/understanding/semantic-layer.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const FIELDS = '/api/v1/crm/custom-fields';
const CUSTOMERS = '/api/v1/crm/customers';

let world: TestService;
let admin: TestClient;
let chen: TestClient;
let wang: TestClient;

beforeAll(async () => {
  world = await testService();
  admin = await world.as('administrator');
  chen = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  wang = await world.as('salesperson', { name: '王磊', team: '华东团队' });
});
afterAll(() => world.stop());

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

async function makeField(settings: object): Promise<CustomFieldView> {
  const { status, body } = await chen.call<CustomFieldView>('POST', FIELDS, settings);
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function refused(client: TestClient, method: string, path: string, body: unknown): Promise<string> {
  const answer = await client.call<Refused>(method, path, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return `${answer.body.error.code} ${answer.body.error.message}`;
}

function names({ status, body }: { status: number; body: Page<CustomerView> }): string[] {
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items.map(({ name }) => name).sort();
}

async function listed(filter: object): Promise<string[]> {
  return names(await admin.call('GET', `${CUSTOMERS}?custom=${encodeURIComponent(JSON.stringify(filter))}`));
}

async function found(q: string): Promise<string[]> {
  return names(await admin.call('GET', `${CUSTOMERS}?q=${encodeURIComponent(q)}`));
}

async function change<T>(path: string, body: object): Promise<T> {
  const answer = await admin.call<T>('PATCH', path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

async function importFile(kind: string, name: string, content: string): Promise<ImportPreview> {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  const answer = await fetch(`${world.url}/api/v1/crm/imports?kind=${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin.token}` },
    body: form,
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as ImportPreview;
}

async function carriedOut(preview: ImportPreview, body: object = {}): Promise<ImportView> {
  const url = `/api/v1/crm/imports/${preview.import.id}`;
  const started = await admin.call('POST', `${url}/start`, body);
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  await world.drain();
  return (await admin.call<ImportView>('GET', url)).body;
}

it('fields of every type are set up, filled in, refused with all reasons, searched, filtered and sorted by', async () => {
  expect(await refused(wang, 'POST', FIELDS, { entity: 'customer', label: '等级', type: 'text' })).toContain(
    'access.not_permitted',
  );
  const level = await makeField({
    entity: 'customer',
    label: '客户等级',
    type: 'choice',
    choices: ['A 级', { value: 'b', label: 'B 级' }, { value: 'c', label: 'C 级', archived: true }],
    default: 'b',
    searchable: true,
  });
  expect(level).toMatchObject({
    key: 'ke_hu_deng_ji',
    choices: [{ value: 'A 级', label: 'A 级' }, { value: 'b' }, {}],
  });
  await makeField({ entity: 'customer', key: 'size', label: '年用量（吨）', type: 'number' });
  await makeField({ entity: 'customer', key: 'signed', label: '首次签约', type: 'date' });
  await makeField({
    entity: 'customer',
    key: 'lines',
    label: '产品线',
    type: 'multi_choice',
    choices: ['泵', '阀', '管'],
  });
  await makeField({ entity: 'customer', key: 'vip', label: '战略客户', type: 'boolean' });
  await makeField({ entity: 'customer', key: 'plant', label: '工厂', type: 'text', searchable: true, required: true });

  const wrong = await refused(wang, 'POST', CUSTOMERS, {
    name: '错误客户',
    custom: { ke_hu_deng_ji: 'c', size: 'many', signed: '2026-02-30', lines: ['泵', '轮'], vip: 1, who: 'x' },
  });
  expect(wrong).toContain('crm.custom_invalid');
  for (const part of [
    '“who”',
    '“客户等级”没有“c”',
    '“年用量（吨）”应该是数字',
    '“首次签约”应该是日期',
    '“轮”',
    '“战略客户”',
    '“工厂”不能为空',
  ])
    expect(wrong).toContain(part);
  expect(await found('错误客户')).toEqual([]);

  const big = await wang.call<CustomerView>('POST', CUSTOMERS, {
    name: '大山水泥',
    custom: {
      ke_hu_deng_ji: 'A 级',
      size: 1200.5,
      signed: '2026-03-05',
      lines: ['管', '泵'],
      vip: true,
      plant: '宜兴二厂',
    },
  });
  expect(big.body.custom).toEqual({
    ke_hu_deng_ji: 'A 级',
    size: 1200.5,
    signed: '2026-03-05',
    lines: ['泵', '管'],
    vip: true,
    plant: '宜兴二厂',
  });
  const small = await wang.call<CustomerView>('POST', CUSTOMERS, {
    name: '小溪纸业',
    custom: { size: 30, plant: '富阳厂' },
  });
  expect(small.body.custom).toEqual({ ke_hu_deng_ji: 'b', size: 30, plant: '富阳厂' });

  expect(await found('宜兴')).toEqual(['大山水泥']);
  expect(await found('fuyang')).toEqual(['小溪纸业']);
  expect(await found('B 级')).toEqual(['小溪纸业']);
  expect(await listed({ ke_hu_deng_ji: 'A 级' })).toEqual(['大山水泥']);
  expect(await listed({ lines: ['阀', '泵'] })).toEqual(['大山水泥']);
  expect(await listed({ size: { gte: 30, lte: 100 } })).toEqual(['小溪纸业']);
  expect(await listed({ signed: { gte: '2026-03-05' }, vip: true })).toEqual(['大山水泥']);
  expect(await listed({ signed: null })).toEqual(['小溪纸业']);
  expect(await refused(admin, 'GET', `${CUSTOMERS}?custom=${encodeURIComponent('{"nope":1}')}`, undefined)).toContain(
    '“nope”',
  );
  expect((await admin.call('GET', `${CUSTOMERS}?custom=nonsense`)).status).toBe(400);
  const sorted = await admin.call<Page<CustomerView>>('GET', `${CUSTOMERS}?sort=-custom.size`);
  expect(sorted.body.items.map(({ name }) => name)).toEqual(['大山水泥', '小溪纸业']);
  expect((await admin.call('GET', `${CUSTOMERS}?sort=custom.size%27)%20--`)).status).toBe(400);

  const saved = await change<CustomerView>(`${CUSTOMERS}/${big.body.id}`, {
    version: 1,
    custom: { size: null, lines: [], plant: '宜兴三厂' },
  });
  expect(saved.custom).toEqual({ ke_hu_deng_ji: 'A 级', signed: '2026-03-05', vip: true, plant: '宜兴三厂' });
  expect(await found('二厂')).toEqual([]);
  const cleared = await refused(admin, 'PATCH', `${CUSTOMERS}/${big.body.id}`, { version: 2, custom: { plant: '' } });
  expect(cleared).toContain('“工厂”不能为空');
  const { body: story } = await admin.call<Page<{ title: string }>>('GET', `${CUSTOMERS}/${big.body.id}/timeline`);
  expect(story.items[0]?.title).toContain('年用量（吨）、产品线、工厂');
  const { body: audit } = await admin.call<Page<{ before: unknown; after: unknown }>>(
    'GET',
    `/api/v1/audit?entity_id=${big.body.id}`,
  );
  expect(audit.items[0]).toMatchObject({
    before: { 'custom.size': 1200.5, 'custom.plant': '宜兴二厂' },
    after: { 'custom.size': null, 'custom.plant': '宜兴三厂' },
  });
});

it('a field changes its type without losing anything, goes out of use and comes back', async () => {
  const {
    body: { items },
  } = await admin.call<Page<CustomFieldView>>('GET', `${FIELDS}?entity=customer`);
  const by = (key: string): CustomFieldView => items.find((one) => one.key === key)!;
  const level = by('ke_hu_deng_ji');
  const at = (field: CustomFieldView): string => `${FIELDS}/${field.id}`;

  expect(await refused(chen, 'PATCH', at(by('plant')), { version: 1, type: 'number' })).toContain(
    '“工厂”已有 2 条记录填写，不能从文本改为数字',
  );
  const withoutB = { version: 1, choices: ['A 级'], default: null };
  expect(await refused(chen, 'PATCH', at(level), withoutB)).toContain('选项“B 级”还有 1 条记录在用');
  expect(await refused(chen, 'PATCH', at(level), { version: 1, label: '电话' })).toContain('custom_field_label_taken');
  expect(await refused(chen, 'PATCH', at(level), { version: 1, label: '工厂' })).toContain('custom_field_label_taken');
  expect(await refused(chen, 'PATCH', at(by('vip')), { version: 1, searchable: true })).toContain('是/否字段不能搜索');
  expect(await refused(chen, 'PATCH', at(level), { version: 7 })).toContain('crm.stale_version');

  const many = await change<CustomFieldView>(at(level), { version: 1, type: 'multi_choice' });
  expect(await listed({ ke_hu_deng_ji: 'b' })).toEqual(['小溪纸业']);
  const text = await change<CustomFieldView>(at(level), { version: many.version, type: 'text' });
  expect(text).toMatchObject({ choices: [], default: null });
  expect(await listed({ ke_hu_deng_ji: 'B 级' })).toEqual(['小溪纸业']);

  const archived = await change<CustomFieldView>(at(level), { version: text.version, archived: true });
  await world.drain();
  expect(await found('B 级')).toEqual([]);
  const { body: without } = await admin.call<Page<CustomerView>>('GET', `${CUSTOMERS}?q=${encodeURIComponent('小溪')}`);
  expect(without.items[0]?.custom).toEqual({ size: 30, plant: '富阳厂' });
  expect(
    await refused(chen, 'POST', FIELDS, { entity: 'customer', key: level.key, label: '新', type: 'text' }),
  ).toContain('custom_field_key_taken');
  expect((await admin.call<Page<CustomFieldView>>('GET', `${FIELDS}?archived=true`)).body.items).toMatchObject([
    { key: level.key, archived: true },
  ]);
  await change(at(level), { version: archived.version, archived: false });
  await world.drain();
  expect(await found('B 级')).toEqual(['小溪纸业']);
});

it('conditions count by custom fields, an archived one included', async () => {
  const count = async (condition: object): Promise<number> =>
    (await admin.call<{ count: number }>('POST', '/api/v1/crm/segments/count', { entity: 'customer', condition })).body
      .count;
  expect(await count({ field: 'custom.vip', op: 'eq', value: true })).toBe(1);
  expect(await count({ field: 'custom.size', op: 'between', value: [10, 30] })).toBe(1);
  expect(await count({ field: 'custom.signed', op: 'lt', value: '2026-04-01' })).toBe(1);
  expect(await count({ field: 'custom.lines', op: 'exists', value: false })).toBe(2);
  expect(await count({ field: 'custom.plant', op: 'contains', value: '厂' })).toBe(2);
  const vip = await admin.call<{ items: { name: string; label: string; kind: string }[] }>(
    'GET',
    '/api/v1/crm/condition-fields?entity=customer',
  );
  expect(vip.body.items).toContainEqual(
    expect.objectContaining({ name: 'custom.size', label: '年用量（吨）', kind: 'number' }),
  );
});

it('a file carries custom fields in and out; what it says wrong stays out row by row', async () => {
  const sample = await importFile(
    'customers',
    'a.csv',
    [
      '客户名称,年用量（吨）,首次签约,产品线,战略客户,工厂,客户等级',
      '甲公司,1.5万,2026年1月2日,泵、阀,是,一厂,A 级',
      '乙公司,很多,,,,二厂,',
      '丙公司,,,轮子,,三厂,',
      '丁公司,,,,,,',
      '戊公司,#N/A,,,,五厂,',
    ].join('\n'),
  );
  expect(sample.import.mapping).toMatchObject({ 'custom.size': '年用量（吨）', 'custom.lines': '产品线' });
  expect(sample.sample[0]?.parsed).toMatchObject({
    'custom.size': 15_000,
    'custom.lines': ['泵', '阀'],
    'custom.vip': true,
  });
  expect(sample.unknown_values).toEqual([{ field: 'custom.lines', value: '轮子', rows: 1, suggestion: null }]);
  const done = await carriedOut(sample, { values: { 'custom.lines': { 轮子: '管' } } });
  expect(done).toMatchObject({ status: 'done', created: 2, failed: 3 });
  const { body: issues } = await admin.call<Page<ImportRowIssue>>('GET', `/api/v1/crm/imports/${done.id}/issues`);
  expect(issues.items.map(({ row, code }) => [row, code])).toEqual([
    [2, 'bad_number'],
    [4, 'required'],
    [5, 'formula_error'],
  ]);
  expect(await listed({ lines: '管' })).toEqual(['丙公司']);
  expect(await found('三厂')).toContain('丙公司');

  const file = await (
    await fetch(`${world.url}/api/v1/crm/export/customers?q=${encodeURIComponent('甲公司')}`, {
      headers: { authorization: `Bearer ${admin.token}` },
    })
  ).text();
  expect(file.split('\n')[0]).toContain('客户等级,年用量（吨）,首次签约,产品线,战略客户,工厂');
  expect(file.split('\n')[1]).toContain('A 级,15000,2026-01-02,泵、阀,是,一厂');
  const again = await carriedOut(await importFile('customers', 'b.csv', file));
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1, failed: 0 });
});

it('a lead hands its values on to the customer it becomes', async () => {
  await makeField({ entity: 'lead', key: 'size', label: '意向用量', type: 'number' });
  await makeField({ entity: 'lead', key: 'plant', label: '厂区', type: 'number' });
  const { body: lead } = await wang.call<LeadView>('POST', '/api/v1/crm/leads', {
    name: '周工',
    company: '新河化工',
    custom: { size: 88, plant: 3 },
  });
  const { status } = await wang.call('POST', `/api/v1/crm/leads/${lead.id}/convert`, { version: 1 });
  expect(status).toBe(200);
  const { body } = await wang.call<Page<CustomerView>>('GET', `${CUSTOMERS}?q=${encodeURIComponent('新河')}`);
  // The plant is a text there, and a required one that a conversion need not know.
  expect(body.items[0]?.custom).toEqual({ size: 88 });
});

it('reports are cut by choices and sum up numbers, whoever the records belong to', async () => {
  await makeField({
    entity: 'opportunity',
    key: 'channel',
    label: '合作渠道',
    type: 'choice',
    choices: ['直销', '代理'],
  });
  // A word of the reports already: the field gets another one there.
  await makeField({ entity: 'lead', key: 'kind', label: '产品', type: 'boolean' });
  const { body: customers } = await admin.call<Page<CustomerView>>('GET', `${CUSTOMERS}?page_size=100`);
  const idOf = (name: string): string => customers.items.find((one) => one.name === name)!.id;
  for (const [name, amount, channel, customer] of [
    ['一号单', 100, '直销', '大山水泥'],
    ['二号单', 300, '代理', '大山水泥'],
    ['三号单', 500, '代理', '小溪纸业'],
  ] as const) {
    const { status } = await wang.call('POST', '/api/v1/crm/opportunities', {
      name,
      amount,
      customer_id: idOf(customer),
      custom: { channel },
    });
    expect(status).toBe(201);
  }
  const report = async (client: TestClient, request: object): Promise<ReportAnswer> =>
    (await client.call<ReportAnswer>('POST', '/api/v1/reports/query', request)).body;
  const byChannel = await report(wang, { metrics: ['在手金额'], dimensions: ['合作渠道'] });
  expect(byChannel.rows).toEqual([
    { custom_opportunity_channel: '直销', open_amount: 100 },
    { custom_opportunity_channel: '代理', open_amount: 800 },
  ]);
  const strategic = await report(wang, {
    metrics: ['在手金额'],
    filters: [{ dimension: '战略客户', values: ['是'] }],
  });
  expect(strategic.totals).toEqual({ open_amount: 400 });
  expect(strategic.filter_sentence).toContain('战略客户 是');
  const sizes = await report(admin, { metrics: ['年用量（吨）合计', '平均年用量（吨）'], dimensions: ['战略客户'] });
  expect(sizes.totals).toEqual({ custom_customer_size_sum: 15_118, custom_customer_size_avg: 15_118 / 3 });
  expect(sizes.rows).toContainEqual(
    expect.objectContaining({ custom_customer_vip: '是', custom_customer_size_sum: 15_000 }),
  );
  const unknown = await admin.call<Refused>('POST', '/api/v1/reports/query', {
    metrics: ['线索数'],
    dimensions: ['合作渠道'],
  });
  expect(unknown.body.error.code).toBe('report.not_divisible');

  const catalogue = (await admin.call<ReportCatalogue>('GET', '/api/v1/reports/catalogue')).body;
  const words = catalogue.dimensions.flatMap(({ name, label, synonyms }) => [name, label, ...synonyms]);
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  const layer = layerFromCatalogue(catalogue);
  const spoken = readSentence(
    '各合作渠道的在手金额',
    makeKnowledge({ tools: [], layer, entries: [], now: world.clock.now() }),
    world.clock.now(),
  );
  expect(composeReport(spoken, layer, {})).toMatchObject({
    metrics: ['open_amount'],
    dimensions: ['custom_opportunity_channel'],
  });
});

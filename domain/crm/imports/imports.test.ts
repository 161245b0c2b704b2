import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmWorld, type CrmPerson, type CrmWorld } from '../../../tests/support/crm-world.ts';
import type { ImportKind, ImportView } from '../../../kernel/contracts/imports.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { cancelImport } from './cancel-import.ts';
import { getImport } from './import-view.ts';
import { listImportIssues } from './list-import-issues.ts';
import { listImports } from './list-imports.ts';
import { previewImport } from './preview-import.ts';
import { runImport } from './run-import.ts';
import { startImport } from './start-import.ts';
import { uploadImport } from './upload-import.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

interface Options {
  readonly mapping?: Record<string, string>;
  readonly values?: Record<string, Record<string, string>>;
}

async function bringIn(person: CrmPerson, kind: ImportKind, text: string, options: Options = {}): Promise<ImportView> {
  const uploaded = await uploadImport(world.as(person), { kind, file_name: `${kind}.csv`, content: Buffer.from(text) });
  const { id } = uploaded.import;
  await startImport(world.as(person), { id, ...options });
  await runImport(world.as(person), { import_id: id });
  return await getImport(world.as(person), { id });
}

async function issuesOf(view: ImportView): Promise<string[]> {
  const page = await listImportIssues(world.as('admin'), { id: view.id, page: 1, page_size: 50 });
  return page.items.map((issue) => `${issue.row} ${issue.code}`);
}

/** Everything a rerun must not touch. */
async function fingerprint(): Promise<unknown> {
  return await world.sql(
    `select (select sum(version) from customer) as customers, (select sum(version) from opportunity) as deals,
       (select sum(version) from contact) as contacts, (select sum(version) from lead) as leads, (select sum(version) from activity) as activities,
       (select count(*) from stage_change) as moves, (select count(*) from timeline_entry) as lines,
       (select sum(version) from app_user) as users, (select count(*) from team) as teams,
       (select count(*) from audit_entry where action like '%.imported') as audits`,
  );
}

test('a whole sales organisation comes in, and a rerun of the same files writes nothing', async () => {
  const files: [ImportKind, string, Options][] = [
    ['users', 'sales_agent,manager,regional_office\n孙一,钱经理,北区\nAnn Lee,钱经理,北区\n', {}],
    ['products', 'product,series,sales_price\nGTX Pro,GTX,"4,821"\nMG,MG,55\n', {}],
    [
      'customers',
      'account,sector,year_established,revenue,employees\n远航集团,零售,1996,1100.04,2822\n安达 股份,technolgy,1999,251.41,495\n',
      { values: { sector: { technolgy: 'technology' } } },
    ],
    [
      'opportunities',
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n' +
        'A1,孙一,GTXPro,远航集团,Won,2017-03-01,2017-05-10,1054\nA2,Ann Lee,MG,,Engaging,2017/4/2,,\nA3,孙一,MG,安达 股份,Lost,2017年1月2日,2017-02-01,0\n',
      { values: { product: { GTXPro: 'GTX Pro' }, stage: { Engaging: 'qualification' } } },
    ],
    ['contacts', '联系人,客户,手机号,是否决策人\n周总,远航集团,13800001111,是\n', {}],
    ['activities', '跟进方式,主题,客户,跟进时间,销售\n拜访,首次拜访,远航集团,2017-03-02 10:00,孙一\n', {}],
  ];
  for (const [kind, text, options] of files) {
    const view = await bringIn('admin', kind, text, options);
    expect(view, kind).toMatchObject({ status: 'done', failed: 0, created: view.total, processed: view.total });
  }
  const [deal] = await world.sql(
    'select name, stage, probability, amount::float8, opened_on::text, closed_on::text, version from opportunity where external_id = $1',
    ['A1'],
  );
  expect(deal).toEqual({
    name: '远航集团 · GTX Pro',
    stage: 'won',
    probability: 100,
    amount: 1054,
    opened_on: '2017-03-01',
    closed_on: '2017-05-10',
    version: 1,
  });
  const moves = await world.sql(
    `select from_stage, to_stage, iso(changed_at) as at from stage_change s join opportunity o on o.id = s.opportunity_id
     where o.external_id = any('{A1,A2}') order by o.external_id, changed_at`,
  );
  expect(moves).toEqual([
    { from_stage: null, to_stage: 'prospecting', at: '2017-03-01T04:00:00.000Z' },
    { from_stage: 'prospecting', to_stage: 'won', at: '2017-05-10T04:00:00.000Z' },
    { from_stage: null, to_stage: 'qualification', at: '2017-04-02T04:00:00.000Z' },
  ]);
  const people = await world.sql(
    "select u.name, u.username, u.role, t.name as team, t.region from app_user u join team t on t.id = u.team_id where t.name = '钱经理团队' order by u.username",
  );
  expect(people).toEqual([
    { name: 'Ann Lee', username: 'ann.lee', role: 'salesperson', team: '钱经理团队', region: '北区' },
    { name: '钱经理', username: 'qianjingli', role: 'sales_manager', team: '钱经理团队', region: '北区' },
    { name: '孙一', username: 'sunyi', role: 'salesperson', team: '钱经理团队', region: '北区' },
  ]);
  const [customer] = await world.sql(
    "select sector, iso(last_activity_at) as at from customer where name in ('安达 股份', '远航集团') order by name desc",
  );
  expect(customer).toMatchObject({ at: '2017-03-02T02:00:00.000Z' });

  const before = await fingerprint();
  for (const [kind, text, options] of files) {
    const view = await bringIn('admin', kind, text, options);
    expect(view, kind).toMatchObject({ status: 'done', created: 0, updated: 0, unchanged: view.total });
  }
  expect(await fingerprint()).toEqual(before);
});

test('the preview proposes what unknown values meant and writes nothing', async () => {
  await bringIn('admin', 'products', '产品名称\nGTX Plus\n');
  const text =
    'product,deal_stage,opportunity_id\nGTXPlus,Engaging,P1\nGTX Plas,Wonn,P2\nNothing,Won,P3\nGTXPlus,Won,P4\n';
  const preview = await uploadImport(world.as('admin'), {
    kind: 'opportunities',
    file_name: 'p.csv',
    content: Buffer.from(text),
  });
  expect(preview).toMatchObject({ valid_rows: 0, invalid_rows: 4 });
  expect(preview.unknown_values).toEqual(
    expect.arrayContaining([
      { field: 'product', value: 'GTXPlus', rows: 2, suggestion: 'GTX Plus' },
      { field: 'product', value: 'GTX Plas', rows: 1, suggestion: 'GTX Plus' },
      { field: 'product', value: 'Nothing', rows: 1, suggestion: null },
      { field: 'stage', value: 'Engaging', rows: 1, suggestion: 'qualification' },
      { field: 'stage', value: 'Wonn', rows: 1, suggestion: 'won' },
    ]),
  );
  const { id } = preview.import;
  const values = {
    product: { GTXPlus: 'GTX Plus', 'GTX Plas': 'GTX Plus' },
    stage: { Engaging: 'qualification', Wonn: 'won' },
  };
  expect(await previewImport(world.as('admin'), { id, values })).toMatchObject({
    valid_rows: 3,
    invalid_rows: 1,
    import: { status: 'ready', values },
  });
  expect(await world.sql("select 1 from opportunity where external_id like 'P%'")).toEqual([]);
});

test('rows with problems are told and left out, the others are written', async () => {
  const text =
    '客户名称,员工人数,负责人\n好客户,120,王磊\n,5,\n坏客户,很多,\n少一格,1\n好客户,130,\n无人客户,1,路人甲\n';
  const view = await bringIn('admin', 'customers', text);
  expect(view).toMatchObject({ total: 6, created: 1, failed: 5, status: 'done' });
  expect(await issuesOf(view)).toEqual([
    '2 required',
    '3 bad_number',
    '4 ragged_row',
    '5 duplicate_row',
    '6 unknown_reference',
  ]);
  expect(
    await world.sql(
      "select employees, u.name as owner, t.name as team from customer c join app_user u on u.id = c.owner_id join team t on t.id = c.team_id where c.name = '好客户'",
    ),
  ).toEqual([{ employees: 120, owner: '王磊', team: '华东团队' }]);
});

test('a second file updates what it names, and leaves what it does not say', async () => {
  await bringIn('admin', 'customers', '外部编号,客户名称,城市,电话\nE1,改名前,上海,13812340000\n');
  const view = await bringIn('admin', 'customers', '外部编号,客户名称,城市,电话\nE1,改名后,,138****0000\n');
  expect(view).toMatchObject({ created: 0, updated: 1 });
  const [row] = await world.sql(
    "select name, city, phone, version, search_text from customer where external_id = 'E1'",
  );
  expect(row).toMatchObject({ name: '改名后', city: '上海', phone: '13812340000', version: 2 });
  expect(row).toMatchObject({ search_text: expect.stringContaining('gaiminghou') });
});

test('a crash half way goes on where it was, and nothing is written twice', async () => {
  const lines = Array.from({ length: 700 }, (_, at) => `线索${at},公司${at},139${String(at).padStart(8, '0')}`);
  lines[650] = lines[10] ?? '';
  const text = `姓名,公司,电话\n${lines.join('\n')}\n`;
  const uploaded = await uploadImport(world.as('admin'), {
    kind: 'leads',
    file_name: 'leads.csv',
    content: Buffer.from(text),
  });
  const { id } = uploaded.import;
  await startImport(world.as('admin'), { id });
  expect(world.queued).toContainEqual({ job: 'import-rows', payload: { import_id: id } });
  const stop = new AbortController();
  const first = world.as('admin');
  const stopping = {
    ...first,
    events: {
      publish: (name: string, payload: object) =>
        'processed' in payload && payload.processed === 300 && name === 'crm.import_progress'
          ? stop.abort()
          : undefined,
    },
  };
  await expect(runImport(stopping, { import_id: id, signal: stop.signal })).rejects.toMatchObject({
    code: 'crm.import_interrupted',
    kind: 'transient',
  });
  expect(await getImport(world.as('admin'), { id })).toMatchObject({ status: 'running', processed: 300, created: 300 });
  await runImport(world.as('admin'), { import_id: id });
  const view = await getImport(world.as('admin'), { id });
  expect(view).toMatchObject({ status: 'done', processed: 700, created: 699, failed: 1 });
  expect(await issuesOf(view)).toEqual(['651 duplicate_row']);
  await runImport(world.as('admin'), { import_id: id });
  expect(await world.sql("select count(*)::int as n from lead where name like '线索%'")).toEqual([{ n: 699 }]);
  expect(
    await world.sql("select count(*)::int as n from audit_entry where action = 'leads.imported' and entity_id = $1", [
      id,
    ]),
  ).toEqual([{ n: 3 }]);
});

test('a cancelled import stops before the next batch and cannot start again', async () => {
  const text = `姓名,电话\n${Array.from({ length: 400 }, (_, at) => `取消${at},137${String(at).padStart(8, '0')}`).join('\n')}\n`;
  const { import: view } = await uploadImport(world.as('admin'), {
    kind: 'leads',
    file_name: 'x.csv',
    content: Buffer.from(text),
  });
  await startImport(world.as('admin'), { id: view.id });
  await cancelImport(world.as('admin'), { id: view.id });
  await runImport(world.as('admin'), { import_id: view.id });
  expect(await getImport(world.as('admin'), view)).toMatchObject({ status: 'cancelled', processed: 0 });
  await expect(startImport(world.as('admin'), { id: view.id })).rejects.toMatchObject({
    code: 'crm.import_wrong_state',
  });
});

test('permissions and scope hold for files too', async () => {
  const customers = { kind: 'customers', file_name: 'c.csv', content: Buffer.from('客户名称\n甲\n') } as const;
  await expect(uploadImport(world.as('wang'), customers)).rejects.toMatchObject({ code: 'access.not_permitted' });
  await expect(uploadImport(world.as('chen'), { ...customers, kind: 'users' })).rejects.toMatchObject({
    code: 'access.not_permitted',
  });
  const mine = await uploadImport(world.as('chen'), customers);
  expect((await listImports(world.as('chen'))).map((view) => view.id)).toEqual([mine.import.id]);
  const foreign = await uploadImport(world.as('admin'), customers);
  await expect(getImport(world.as('chen'), foreign.import)).rejects.toMatchObject({ code: 'crm.import_not_found' });

  const theirs = await createCustomer(world.as('li'), { name: '华南客户', external_id: 'S1' });
  const view = await bringIn('chen', 'customers', '外部编号,客户名称\nS1,抢来的\n');
  expect(await issuesOf(view)).toEqual(['1 not_yours']);
  expect(await getCustomer(world.as('li'), theirs)).toMatchObject({ name: '华南客户', version: 1 });
  const contacts = await bringIn('chen', 'contacts', '姓名,客户名称\n某人,华南客户\n');
  expect(await issuesOf(contacts)).toEqual(['1 unknown_reference']);
});

test('a required field without a column, or a wrong closing day, is said', async () => {
  const { import: view } = await uploadImport(world.as('admin'), {
    kind: 'customers',
    file_name: 'c.csv',
    content: Buffer.from('甲列\n1\n'),
  });
  await expect(startImport(world.as('admin'), { id: view.id })).rejects.toMatchObject({
    code: 'crm.import_field_missing',
  });
  const deals = await bringIn(
    'admin',
    'opportunities',
    '商机名称,阶段,开始日期,成交日期\n倒着,赢单,2026-05-01,2026-04-01\n',
  );
  expect(await issuesOf(deals)).toEqual(['1 closed_before_opened']);
});

test('one refused row does not take its batch along', async () => {
  await bringIn('admin', 'products', '产品名称,外部编号\n一号机,X1\n');
  const view = await bringIn(
    'admin',
    'products',
    '产品名称,外部编号\n二号机,X2\n一号机,X3\n三号机,X4\n三号机甲,X1\n一号机,X5\n',
  );
  expect(view.status).toBe('done');
  expect(view.processed).toBe(5);
  expect(view.created + view.updated + view.unchanged + view.failed).toBe(5);
});

test('an edit of a form after the import wins until the file is brought in again', async () => {
  await bringIn('chen', 'customers', '客户名称,城市\n两处改,苏州\n');
  const [row] = await world.sql<{ id: string }>("select id from customer where name = '两处改'");
  await updateCustomer(world.as('chen'), { id: row?.id ?? '', version: 1, city: '无锡' });
  expect(await bringIn('chen', 'customers', '客户名称,城市\n两处改,苏州\n')).toMatchObject({ updated: 1 });
  expect(await getCustomer(world.as('chen'), { id: row?.id ?? '' })).toMatchObject({
    city: '苏州',
    version: 3,
    owner_name: '陈静',
  });
});

test('a deal without a chance of its own takes that of the organisation’s table of stages', async () => {
  await world.sql("update stage_definition set probability = 65 where stage = 'proposal'");
  const text = '商机名称,阶段,成交概率,外部编号\n随表,方案报价,,P1\n自带,方案报价,20,P2\n';
  expect(await bringIn('admin', 'opportunities', text)).toMatchObject({ status: 'done', created: 2 });
  const rows = await world.sql(
    "select external_id, probability from opportunity where external_id in ('P1', 'P2') order by external_id",
  );
  expect(rows).toEqual([
    { external_id: 'P1', probability: 65 },
    { external_id: 'P2', probability: 20 },
  ]);
  expect(await bringIn('admin', 'opportunities', text)).toMatchObject({ status: 'done', unchanged: 2 });
});

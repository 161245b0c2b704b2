import XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { crmWorld } from '../../../tests/support/crm-world.ts';
import { testService, type TestClient, type TestService } from '../../../tests/support/service.ts';
import { listCustomers } from '../customers/list-customers.ts';
import { openFile } from '../imports/stored-file.ts';
import { exportList } from './export-list.ts';
import { csvWriter } from './write-csv.ts';
import { xlsxWriter } from './write-xlsx.ts';

let world: TestService;
let admin: TestClient;
beforeAll(async () => {
  world = await testService();
  admin = await world.as('administrator');
  const field = { entity: 'customer', label: '=SUM(A1)', key: 'formula', type: 'text' };
  await admin.call('POST', '/api/v1/crm/custom-fields', field);
  const trick = {
    name: '=HYPERLINK("http://x","点我")',
    description: '+8613812345678',
    website: '@cmd',
    address: '_x0041_<b>&"',
  };
  await admin.call('POST', '/api/v1/crm/customers', { ...trick, employees: 12, custom: { formula: '-1+1' } });
  await admin.call('POST', '/api/v1/crm/customers', { name: '普通客户' });
});
afterAll(() => world.stop());

async function download(kind: string, query: string): Promise<{ headers: Headers; file: Buffer }> {
  const answer = await fetch(`${world.url}/api/v1/crm/export/${kind}?${query}`, {
    headers: { authorization: `Bearer ${admin.token}` },
  });
  expect(answer.status).toBe(200);
  return { headers: answer.headers, file: Buffer.from(await answer.arrayBuffer()) };
}

it('a workbook holds texts, numbers and real dates, and no formula whatever a text begins with', async () => {
  const { headers, file } = await download('customers', 'format=xlsx');
  expect(headers.get('content-disposition')).toMatch(/customers-\d{4}-\d{2}-\d{2}\.xlsx/);
  const book = XLSX.read(file, { cellFormula: true, cellNF: true, cellDates: false });
  const sheet = book.Sheets['客户']!;
  const cells = Object.entries(sheet).filter(([name]) => !name.startsWith('!'));
  expect(cells.filter(([, cell]) => (cell as { f?: string }).f !== undefined)).toEqual([]);
  const rows = XLSX.utils.sheet_to_json<Record<string, unknown>>(sheet, { raw: true });
  expect(rows[0]).toMatchObject({
    客户名称: '=HYPERLINK("http://x","点我")',
    备注: '+8613812345678',
    网站: '@cmd',
    地址: '_x0041_<b>&"',
    员工人数: 12,
    '=SUM(A1)': '-1+1',
  });
  const created = rows[0]?.['创建时间'] as number;
  expect(XLSX.SSF.format('yyyy-mm-dd hh:mm', created)).toBe(
    new Date(world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '),
  );
});

it('what goes out as a workbook comes back in as it was', async () => {
  const { file } = await download('customers', 'format=xlsx');
  const { table } = await openFile(file);
  const rows = [];
  for await (const { cells } of table.rows()) rows.push(cells[table.columns.indexOf('客户名称')]);
  expect(rows).toEqual(['=HYPERLINK("http://x","点我")', '普通客户']);
});

it('a CSV is neutralised in every encoding, headings included', async () => {
  const marked = await download('customers', '');
  expect([...marked.file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [heading = '', row = ''] = marked.file.toString('utf8').split('\n');
  expect(heading).toContain(`,'=SUM(A1)`);
  expect(row).toContain(`"'=HYPERLINK(""http://x"",""点我"")"`);
  expect(row).toContain(`,'+8613812345678,`);
  const plain = await download('customers', 'encoding=utf-8');
  expect(`\uFEFF${plain.file.toString('utf8')}`).toBe(marked.file.toString('utf8'));
  const chinese = await download('customers', 'encoding=gb18030');
  expect(chinese.headers.get('content-type')).toBe('text/csv; charset=gb18030');
  expect(iconv.decode(chinese.file, 'gb18030')).toBe(plain.file.toString('utf8'));
  expect((await admin.call('GET', '/api/v1/crm/export/customers?format=pdf')).status).toBe(400);
  expect((await admin.call('GET', '/api/v1/crm/export/customers?sort=nothing')).status).toBe(400);
});

it('a list of several pages is whole, each record once, sorted or not', async () => {
  const small = await crmWorld();
  try {
    const ids = Array.from({ length: 2300 }, () => newId());
    await small.sql(
      `insert into customer (id, name, search_text, created_at, updated_at)
       select u.id, '批量' || u.at, '批量', now(), now() from unnest($1::uuid[]) with ordinality as u(id, at)`,
      [ids],
    );
    for (const sort of [undefined, '-name']) {
      let text = '';
      const scope = small.as('admin');
      const pieces = exportList(scope, {
        kind: 'customers',
        filter: {},
        isSorted: sort !== undefined,
        page: async (request) => await listCustomers(scope, { sort, ...request }),
        write: csvWriter('utf-8'),
      });
      for await (const piece of pieces) text += String(piece);
      const names = [...text.matchAll(/批量\d+/g)].map(([name]) => name);
      expect([names.length, new Set(names).size]).toEqual([2300, 2300]);
      const [taken] = await small.sql(
        "select after from audit_entry where action = 'customers.exported' order by id desc limit 1",
      );
      expect(taken).toEqual({ after: { rows: 2300, filter: {} } });
    }
  } finally {
    await small.stop();
  }
});

it('what does not fit on one sheet goes on on the next', async () => {
  async function* pages(): AsyncGenerator<object[]> {
    yield await Promise.resolve([{ n: 1 }, { n: 2 }]);
    yield [{ n: 3 }];
  }
  const columns = [{ heading: '数', kind: 'plain', read: (row: object) => Reflect.get(row, 'n') as unknown }] as const;
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsxWriter('表', 3)(columns, pages())) pieces.push(Buffer.from(piece));
  const book = XLSX.read(Buffer.concat(pieces));
  expect(book.SheetNames).toEqual(['表 1', '表 2']);
  expect(book.SheetNames.map((name) => XLSX.utils.sheet_to_json(book.Sheets[name]!))).toEqual([
    [{ 数: 1 }, { 数: 2 }],
    [{ 数: 3 }],
  ]);
});

/** «行业（制造） +12、来源 −3.5» summed up. */
const pointsOf = (words: string): number =>
  [...words.matchAll(/ ([+−])(\d+(?:\.\d+)?)(?=、|$)/g)].reduce(
    (sum, [, sign, points]) => sum + (sign === '−' ? -1 : 1) * Number(points),
    0,
  );

it('scores of leads go out with factors that add up, in both formats, and only to who may export', async () => {
  await admin.call('POST', '/api/v1/crm/leads', {
    name: '=1+1',
    company: '云杉制造',
    title: '总经理',
    phone: '13900001234',
    source: '展会',
  });
  const scored = await admin.call<{ id: string }>('POST', '/api/v1/crm/leads', { name: '普通线索' });
  await world.drain();
  const late = await admin.call<{ id: string }>('POST', '/api/v1/crm/leads', { name: '还没评分' });
  expect([scored.status, late.status]).toEqual([201, 201]);
  const { file, headers } = await download('lead-scores', 'format=xlsx&sort=name');
  expect(headers.get('content-disposition')).toMatch(/lead-scores-\d{4}-\d{2}-\d{2}\.xlsx/);
  const sheet = XLSX.read(file, { cellFormula: true }).Sheets['线索评分']!;
  const cells = Object.entries(sheet).filter(([name]) => !name.startsWith('!'));
  expect(cells.filter(([, cell]) => (cell as { f?: string }).f !== undefined)).toEqual([]);
  const rows = XLSX.utils.sheet_to_json<Record<string, string | number>>(sheet, { raw: true });
  expect(rows.map((row) => row['姓名'])).toEqual(['=1+1', '普通线索', '还没评分'].toSorted());
  const trick = rows.find((row) => row['姓名'] === '=1+1')!;
  expect(trick['评分方式']).toBe('规则评分');
  expect(String(trick['加分因素'])).toContain('+');
  const [up, down, bounds] = ['加分因素', '减分因素', '封顶与保底'].map((name) => pointsOf(String(trick[name] ?? '')));
  expect(Number(trick['基础分']) + up! + down! + bounds!).toBeCloseTo(Number(trick['评分']), 6);
  const waiting = rows.find((row) => row['姓名'] === '还没评分')!;
  expect(waiting['加分因素'] ?? '').toBe('');
  const csv = (await download('lead-scores', 'encoding=utf-8&q=云杉')).file.toString('utf8').trim().split('\n');
  expect(csv).toHaveLength(2);
  expect(csv[1]).toContain(",'=1+1,云杉制造,");
  const success = await world.as('customer_success');
  expect((await success.call('GET', '/api/v1/crm/export/lead-scores')).status).toBe(403);
});

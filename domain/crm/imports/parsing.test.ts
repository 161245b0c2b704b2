import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { IMPORT_KINDS } from '../../../kernel/contracts/imports.ts';
import { EXPORT_COLUMNS } from '../exports/export-columns.ts';
import { csvCell } from '../exports/csv-cell.ts';
import { decodeFile } from './decode-file.ts';
import { DuplicateRows } from './duplicate-rows.ts';
import { IMPORT_FIELDS } from './import-fields.ts';
import { planImport } from './import-plan.ts';
import { cleanCell } from './parse-cell.ts';
import { parseDay, parseInstant } from './parse-date.ts';
import { parseBoolean, parseNumber } from './parse-number.ts';
import { parseRow } from './parse-row.ts';
import { readTable } from './read-table.ts';
import { openFile } from './stored-file.ts';
import { suggestMapping } from './suggest-mapping.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

async function rowsOf(text: string): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readTable(text).rows()) rows.push(cells);
  return rows;
}

describe('the file', () => {
  test('is UTF-8, UTF-8 with a mark, or GB18030', () => {
    expect(decodeFile(bytes('名称\n华星'))).toEqual({ text: '名称\n华星', encoding: 'utf-8' });
    expect(decodeFile(bytes('\uFEFF名称\n华星'))).toEqual({ text: '名称\n华星', encoding: 'utf-8-bom' });
    expect(decodeFile(iconv.encode('名称\n华星𠮷', 'gb18030'))).toEqual({ text: '名称\n华星𠮷', encoding: 'gb18030' });
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'crm.import_empty'],
    ['blanks only', bytes(' \n \n'), 'crm.import_empty'],
    ['an archive cut off', Buffer.from([0x50, 0x4b, 3, 4, 1, 2]), 'crm.import_workbook_damaged'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'crm.import_not_csv'],
    ['a PDF', bytes('%PDF-1.7'), 'crm.import_not_csv'],
    ['UTF-16', Buffer.from([0xff, 0xfe, 0x41, 0]), 'crm.import_not_csv'],
    ['a NUL byte', Buffer.from([0x61, 0x2c, 0, 0x62]), 'crm.import_binary'],
    ['bytes of no encoding', Buffer.from([0x61, 0xff, 0xff, 0x62]), 'crm.import_encoding'],
    ['more than 100 MB', Buffer.alloc(104_857_601, 0x61), 'crm.import_too_large'],
  ])('is refused when it is %s', async (_what, content, code) => {
    await expect(openFile(content)).rejects.toMatchObject({ code });
  });

  test.each([
    [',', 'a,"b;c",d\n1,2,3'],
    [';', 'a;b;"c,d"\n1;2;3'],
    ['\t', 'a\tb,x\tc\n1\t2\t3'],
  ])('is cut at %j', async (delimiter, text) => {
    expect(readTable(text).delimiter).toBe(delimiter);
    expect(await rowsOf(text)).toEqual([['1', '2', '3']]);
  });

  test('needs named, different columns and paired quotes', async () => {
    expect(() => readTable('a,,c\n1,2,3')).toThrow(
      expect.objectContaining({ code: 'crm.import_header_empty', details: { column: 2 } }),
    );
    expect(() => readTable('a,b,a\n')).toThrow(expect.objectContaining({ code: 'crm.import_header_duplicate' }));
    await expect(rowsOf('a,b\n1,"2\n3,4\n')).rejects.toMatchObject({ code: 'crm.import_broken' });
  });

  test('may hold line breaks in quotes, Windows line ends, empty lines and characters of two units anywhere', async () => {
    expect(await rowsOf('a,b\r\n"1\n2",3\r\n\r\n,\r\n4,5\r\n')).toEqual([
      ['1\n2', '3'],
      ['4', '5'],
    ]);
    const emoji = '😀'.repeat(50_001);
    expect(await rowsOf(`a,b\n1${emoji},2\n`)).toEqual([[`1${emoji}`, '2']]);
  });
});

describe('the mapping', () => {
  test('is guessed from names, labels and other words', () => {
    expect(
      suggestMapping(IMPORT_FIELDS.opportunities, [
        'opportunity_id',
        'sales_agent',
        'product',
        'account',
        'deal_stage',
        'engage_date',
        'close_date',
        'close_value',
      ]),
    ).toEqual({
      external_id: 'opportunity_id',
      owner: 'sales_agent',
      product: 'product',
      customer: 'account',
      stage: 'deal_stage',
      opened_on: 'engage_date',
      closed_on: 'close_date',
      amount: 'close_value',
    });
    expect(suggestMapping(IMPORT_FIELDS.leads, ['姓名', '公司名称', '手机号', '线索来源', '无关'])).toEqual({
      name: '姓名',
      company: '公司名称',
      phone: '手机号',
      source: '线索来源',
    });
  });

  test('knows the headings of our own exports, so that a file can come back', () => {
    for (const kind of ['customers', 'contacts', 'leads', 'opportunities', 'activities'] as const) {
      const mapped = suggestMapping(IMPORT_FIELDS[kind], Object.values(EXPORT_COLUMNS[kind]));
      for (const field of IMPORT_FIELDS[kind].filter((one) => one.required))
        expect(mapped[field.name]).toBe(field.label);
      expect(mapped.external_id).toBe('外部编号');
    }
  });

  test('has no word twice for one field, and only known fields and columns', () => {
    for (const kind of IMPORT_KINDS) {
      const names = IMPORT_FIELDS[kind].map((field) => field.name);
      expect(new Set(names).size).toBe(names.length);
    }
    const input = { kind: 'leads', columns: ['a'], values: {}, specs: IMPORT_FIELDS.leads } as const;
    expect(() => planImport({ ...input, mapping: { password_hash: 'a' } })).toThrow(
      expect.objectContaining({ code: 'crm.import_unknown_field' }),
    );
    expect(() => planImport({ ...input, mapping: { name: 'b' } })).toThrow(
      expect.objectContaining({ code: 'crm.import_unknown_column' }),
    );
  });
});

describe('cells', () => {
  test.each([
    ['2017-03-05', '2017-03-05'],
    ['2017/3/5', '2017-03-05'],
    ['2017.3.5', '2017-03-05'],
    ['2017年3月5日', '2017-03-05'],
    ['20170305', '2017-03-05'],
    ['42799', '2017-03-05'],
    ['2017/3/5 14:30', '2017-03-05'],
    ['25/12/2016', '2016-12-25'],
    ['12/25/2016', '2016-12-25'],
    ['2016-12-24T17:00:00Z', '2016-12-25'],
    ['3/5/2017', undefined],
    ['2017-02-30', undefined],
    ['2017-13-01', undefined],
    ['昨天', undefined],
    ['12345', undefined],
    ['', undefined],
  ])('%j is the day %j', (cell, day) => {
    expect(parseDay(cell)).toBe(day);
  });

  test('a moment is local time, and noon without a time of day', () => {
    expect(parseInstant('2026年3月5日 14时30分')).toBe('2026-03-05T06:30:00.000Z');
    expect(parseInstant('2026-03-05 08:00:05')).toBe('2026-03-05T00:00:05.000Z');
    expect(parseInstant('2026/3/5')).toBe('2026-03-05T04:00:00.000Z');
    expect(parseInstant('42799.5')).toBe('2017-03-05T04:00:00.000Z');
    expect(parseInstant('2026-03-05 25:00')).toBeUndefined();
  });

  test.each([
    ['1,234.50', 1234.5],
    ['¥12.3万', 123000],
    ['￥ 500', 500],
    ['1.5亿元', 150_000_000],
    ['50%', 50],
    ['-3', -3],
    ['1e3', 1000],
    ['99元', 99],
    ['12,5', undefined],
    ['1.234,56', undefined],
    ['十二', undefined],
    ['', undefined],
    ['=1+1', undefined],
  ])('%j is the number %j', (cell, value) => {
    expect(parseNumber(cell)).toBe(value);
  });

  test('yes and no have many words', () => {
    expect(['是', '1', 'TRUE', '√'].map(parseBoolean)).toEqual([true, true, true, true]);
    expect(['否', '0', 'no'].map(parseBoolean)).toEqual([false, false, false]);
    expect(parseBoolean('也许')).toBeUndefined();
  });

  test('lose invisible characters; a formula leaves with an apostrophe and comes back without', () => {
    expect(cleanCell(' \u200B华\u202E星\u0007 ')).toBe('华星');
    for (const evil of ['=1+1', '+86', '-2', '@SUM(A1)', '\tx', '\rx']) {
      expect(csvCell(evil)).toBe(`'${evil}`);
    }
    expect(cleanCell(csvCell('=1+1'))).toBe('=1+1');
    expect(csvCell(-5)).toBe('-5');
    expect(csvCell("'=1")).toBe("'=1");
  });
});

describe('rows', () => {
  const plan = planImport({
    kind: 'leads',
    specs: IMPORT_FIELDS.leads,
    columns: ['姓名', '电话', '邮箱', '状态'],
    mapping: { name: '姓名', phone: '电话', email: '邮箱', status: '状态' },
    values: { status: { 热: 'qualified' } },
  });

  test('become values through the value map; empty cells and hidden numbers say nothing', () => {
    expect(parseRow(plan, { row: 1, cells: ['王', '138****0000', '', '热'] })).toEqual({
      row: 1,
      values: { name: '王', status: 'qualified' },
      issues: [],
    });
    expect(parseRow(plan, { row: 2, cells: ['王', '', '', '已联系'] }).values.status).toBe('contacted');
  });

  test('tell what is wrong in words', () => {
    const { issues } = parseRow(plan, { row: 3, cells: ['王'.repeat(61), '1', 'x@', '冷'] });
    expect(issues.map((issue) => [issue.column, issue.code])).toEqual([
      ['姓名', 'too_long'],
      ['电话', 'bad_phone'],
      ['邮箱', 'bad_email'],
      ['状态', 'unknown_value'],
    ]);
    expect(issues[3]?.message).toContain('“冷”');
    expect(parseRow(plan, { row: 4, cells: ['王', '1'] }).issues).toMatchObject([{ code: 'ragged_row' }]);
    expect(parseRow(plan, { row: 5, cells: ['王', '1', '', '', '多'] }).issues).toMatchObject([{ code: 'ragged_row' }]);
    expect(parseRow(plan, { row: 6, cells: ['王', '13612345678', '', '', ''] }).issues).toEqual([]);
  });

  test('of the same record are taken once', () => {
    const duplicates = new DuplicateRows('leads');
    const mark = (row: number, values: object) =>
      duplicates.mark({ row, values: { ...values }, issues: [] }).issues[0]?.message;
    expect(mark(1, { name: '王', phone: '1' })).toBeUndefined();
    expect(mark(2, { name: '王', phone: '2' })).toBeUndefined();
    expect(mark(3, { name: '李', phone: '1' })).toBe('这一行与第 1 行是同一条记录。');
    expect(mark(4, { name: '王', external_id: 'a' })).toBeUndefined();
    expect(mark(5, { name: '张', external_id: 'a' })).toContain('第 4 行');
  });
});

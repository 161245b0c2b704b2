import { deflateRawSync } from 'node:zlib';
import XLSX, { type WorkSheet } from '@e965/xlsx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it, test } from 'vitest';
import { openFile, type OpenedFile } from '../stored-file.ts';

type Cells = unknown[][];

function sheetOf(rows: Cells, merges: string[] = []): WorkSheet {
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
  return sheet;
}

function fileOf(sheets: Readonly<Record<string, WorkSheet>>, type: 'xlsx' | 'xlsm' | 'xlsb' | 'ods' = 'xlsx'): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) XLSX.utils.book_append_sheet(book, sheet, name);
  return XLSX.write(book, { type: 'buffer', bookType: type }) as Buffer;
}

/** The same workbook with some parts written anew. */
function rewritten(file: Buffer, change: (parts: Record<string, Uint8Array>) => void): Buffer {
  const parts = unzipSync(file);
  change(parts);
  return Buffer.from(zipSync(parts));
}

function withSheetXml(file: Buffer, change: (xml: string) => string): Buffer {
  return rewritten(file, (parts) => {
    const name = 'xl/worksheets/sheet1.xml';
    parts[name] = strToU8(change(Buffer.from(parts[name] ?? []).toString('utf8')));
  });
}

async function read(file: Buffer, sheet?: string): Promise<{ header: string[]; rows: string[][]; opened: OpenedFile }> {
  const opened = await openFile(file, sheet);
  const rows: string[][] = [];
  for await (const { cells } of opened.table.rows()) rows.push([...cells]);
  return { header: opened.table.columns, rows, opened };
}

it('reads every kind of cell as a person would have typed it', async () => {
  const sheet = sheetOf([
    ['文本', '电话', '信用代码', '日期', '时刻', '金额', '占比', '勾选', '公式', '坏公式', '多行', '长数字'],
  ]);
  const cells = {
    A2: { t: 's', v: '=1+1' },
    B2: { t: 'n', v: 13_812_345_678 },
    C2: { t: 's', v: '91330100MA2ABCDE1X' },
    D2: { t: 'n', v: 46_086, z: 'yyyy"年"m"月"d"日"' },
    E2: { t: 'n', v: 46_086.604_166_666_664, z: 'yyyy-mm-dd hh:mm' },
    F2: { t: 'n', v: 0.1 + 0.2, z: '¥#,##0.00' },
    G2: { t: 'n', v: 0.35, z: '0%' },
    H2: { t: 'b', v: true },
    I2: { t: 'n', v: 42, f: 'A1*WEBSERVICE("http://x")' },
    J2: { t: 'e', v: 0x2a, f: 'VLOOKUP(1,2,3)' },
    K2: { t: 's', v: '一行\r\n二行' },
    L2: { t: 'n', v: 1 },
  } as const;
  Object.assign(sheet, cells, { '!ref': 'A1:L2' });
  const file = withSheetXml(fileOf({ 客户: sheet }), (xml) =>
    xml.replace(/(<c r="L2"[^>]*>)<v>1<\/v>/, '$1<v>622202123456789012345</v>'),
  );
  const { rows, opened } = await read(file);
  expect(rows).toEqual([
    [
      '=1+1',
      '13812345678',
      '91330100MA2ABCDE1X',
      '2026-03-05',
      '2026-03-05 14:30:00',
      '0.3',
      '35%',
      'TRUE',
      '42',
      '#N/A',
      '一行\n二行',
      '622202123456789012345',
    ],
  ]);
  expect(opened).toMatchObject({ encoding: 'xlsx', sheets: ['客户'], sheet: '客户' });
});

it('counts days from 1904 where the workbook does', async () => {
  const sheet = sheetOf([['日期'], [0]]);
  sheet['A2'] = { t: 'n', v: 44_624, z: 'yyyy-mm-dd' };
  const file = rewritten(fileOf({ A: sheet }), (parts) => {
    const xml = Buffer.from(parts['xl/workbook.xml'] ?? []).toString('utf8');
    parts['xl/workbook.xml'] = strToU8(xml.replace(/<workbookPr[^>]*\/>|(?=<sheets>)/, '<workbookPr date1904="1"/>'));
  });
  expect((await read(file)).rows).toEqual([['2026-03-05']]);
});

test.each<[string, Cells, string[], string[], Cells]>([
  [
    'plain',
    [
      ['客户名称', '电话'],
      ['甲', '1'],
    ],
    [],
    ['客户名称', '电话'],
    [['甲', '1']],
  ],
  [
    'a title, an empty row and a note above',
    [['客户导入表'], [], ['带*的必填'], ['客户名称', '电话', '城市'], ['甲', '1', '杭州']],
    ['A1:C1', 'A3:C3'],
    ['客户名称', '电话', '城市'],
    [['甲', '1', '杭州']],
  ],
  [
    'two rows, merged both ways',
    [
      ['客户名称', '联系方式', null, '销售', null],
      [null, '电话', '邮箱', '电话', '姓名'],
      ['甲', '1', 'a@b.c', '2', '王'],
    ],
    ['A1:A2', 'B1:C1', 'D1:E1'],
    ['客户名称', '联系方式-电话', '邮箱', '销售-电话', '姓名'],
    [['甲', '1', 'a@b.c', '2', '王']],
  ],
  [
    'two rows, merged across only',
    [
      ['客户名称', '联系方式', null],
      [null, '电话', '邮箱'],
      ['甲', '1', 'a@b.c'],
    ],
    ['B1:C1'],
    ['客户名称', '电话', '邮箱'],
    [['甲', '1', 'a@b.c']],
  ],
  [
    'one heading over two columns of one value each',
    [
      ['客户名称', null, '电话'],
      ['甲', null, '1'],
      ['乙', null, '2'],
    ],
    ['A1:B1', 'A2:B2', 'A3:B3'],
    ['客户名称', '电话'],
    [
      ['甲', '1'],
      ['乙', '2'],
    ],
  ],
  [
    'a customer merged over its contacts, empty rows and columns between',
    [
      [null, '客户名称', null, '姓名'],
      [null, '甲', null, '王'],
      [null, null, null, '李'],
      [],
      [null, '乙', null, '赵'],
    ],
    ['B2:B3'],
    ['客户名称', '姓名'],
    [
      ['甲', '王'],
      ['甲', '李'],
      ['乙', '赵'],
    ],
  ],
])('finds the header: %s', async (_what, rows, merges, header, records) => {
  const found = await read(fileOf({ 表: sheetOf(rows, merges) }));
  expect(found.header).toEqual(header);
  expect(found.rows).toEqual(records);
});

it('takes the first visible sheet with content, or the one that is asked for', async () => {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries({
    隐藏: [['a'], ['1']],
    空表: [],
    客户: [['b'], ['2']],
    联系人: [['c'], ['3']],
  }))
    XLSX.utils.book_append_sheet(book, sheetOf(rows), name);
  book.Workbook = { Sheets: [{ Hidden: 1 }, {}, {}, {}] };
  const file = XLSX.write(book, { type: 'buffer', bookType: 'xlsm' }) as Buffer;
  const first = await read(file);
  expect([first.opened.sheet, first.header]).toEqual(['客户', ['b']]);
  expect(first.opened.sheets).toEqual(['隐藏', '空表', '客户', '联系人']);
  expect((await read(file, '联系人')).rows).toEqual([['3']]);
  await expect(read(file, '没有')).rejects.toMatchObject({ code: 'crm.import_workbook_no_sheet' });
  await expect(read(file, '空表')).rejects.toMatchObject({ code: 'crm.import_empty' });
});

/** One part that is a thousand times larger than its archive; the sizes in its headers lie. */
function bomb(): Buffer {
  const file = fileOf({ A: sheetOf([['客户名称'], ['甲']]) });
  const packed = deflateRawSync(Buffer.alloc(400 * 1024 * 1024, 0x20), { level: 9 });
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const end = file.length - 22;
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  name.copy(local, 30);
  const count = file.readUInt16LE(end + 10);
  const directory = file.readUInt32LE(end + 16);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(100, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(directory, 42);
  name.copy(entry, 46);
  const last = Buffer.from(file.subarray(end));
  last.writeUInt16LE(count + 1, 10);
  last.writeUInt32LE(directory + local.length + packed.length, 16);
  return Buffer.concat([file.subarray(0, directory), local, packed, file.subarray(directory, end), entry, last]);
}

const good = fileOf({ A: sheetOf([['客户名称'], ['甲']]) });
const wide = Array.from({ length: 501 }, (_, at) => `列${at}`);
test.each<[string, () => Buffer, string]>([
  ['cut off', () => good.subarray(0, good.length - 30), 'crm.import_workbook_damaged'],
  [
    'broken inside',
    () => rewritten(good, (parts) => void (parts['xl/workbook.xml'] = strToU8('<nothing'))),
    'crm.import_',
  ],
  [
    'an archive of something else',
    () => Buffer.from(zipSync({ 'word/document.xml': strToU8('<a/>') })),
    'crm.import_workbook_other_format',
  ],
  ['a binary workbook', () => fileOf({ A: sheetOf([['a'], ['1']]) }, 'xlsb'), 'crm.import_workbook_other_format'],
  ['an OpenDocument sheet', () => fileOf({ A: sheetOf([['a'], ['1']]) }, 'ods'), 'crm.import_workbook_other_format'],
  [
    'behind a password',
    () =>
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    'crm.import_workbook_encrypted',
  ],
  ['a bomb', bomb, 'crm.import_workbook_too_large'],
  ['too wide', () => fileOf({ A: sheetOf([wide, wide]) }), 'crm.import_workbook_too_wide'],
  ['a header alone', () => fileOf({ A: sheetOf([[]]) }), 'crm.import_empty'],
])('refuses a workbook that is %s', async (_what, make, code) => {
  await expect(openFile(make())).rejects.toMatchObject({
    code: expect.stringContaining(code) as string,
    kind: 'invalid',
  });
});

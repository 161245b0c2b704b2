import { gunzipSync } from 'node:zlib';
import { queryOne } from '../../../db/query.ts';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import type { WriteScope } from '../crm-scope.ts';
import { decodeFile } from './decode-file.ts';
import { importError } from './errors.ts';
import { readTable, type Table } from './read-table.ts';
import { readWorkbook } from './workbook/read-workbook.ts';

const LARGEST = 104_857_600;
const ZIP = [0x50, 0x4b] as const;
/** The container of old workbooks, and of new ones behind a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0] as const;
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** An uploaded file as a table, with what is kept of it. */
export interface OpenedFile {
  readonly table: Table;
  readonly encoding: ImportView['encoding'];
  readonly sheets: string[];
  readonly sheet: string | null;
  /** The table of a workbook as gzipped CSV; null for a text file, which is its own table. */
  readonly tableContent: Uint8Array | null;
}

/**
 * Reads an uploaded file: a workbook, one sheet of it, or a text (`decodeFile`).
 *
 * @throws AppError `crm.import_too_large`, and everything `readWorkbook`, `decodeFile` and `readTable` say about a file
 */
export async function openFile(content: Uint8Array, sheet?: string): Promise<OpenedFile> {
  if (content.length > LARGEST) throw importError('crm.import_too_large');
  if (startsWith(content, COMPOUND) && Buffer.from(content).includes(ENCRYPTED))
    throw importError('crm.import_workbook_encrypted');
  if (!startsWith(content, ZIP)) {
    const { text, encoding } = decodeFile(content);
    return { table: readTable(text), encoding, sheets: [], sheet: null, tableContent: null };
  }
  const workbook = await readWorkbook({ content, sheet });
  const { sheets, table } = workbook;
  return { table: unpacked(table), encoding: 'xlsx', sheets, sheet: workbook.sheet, tableContent: table };
}

/**
 * The table of a stored import again.
 * @throws AppError `crm.import_not_found`
 */
export async function readStoredFile(scope: Pick<WriteScope, 'em'>, id: string): Promise<Table> {
  const row = await queryOne<{ content: Buffer; packed: boolean }>(
    scope.em,
    'select coalesce(table_content, content) as content, table_content is not null as packed from import_batch where id = $1',
    [id],
  );
  if (!row) throw importError('crm.import_not_found', { details: { id } });
  return row.packed ? unpacked(row.content) : readTable(decodeFile(row.content).text);
}

function unpacked(table: Uint8Array): Table {
  return readTable(gunzipSync(table).toString('utf8'), ',');
}

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => content[at] === byte);
}

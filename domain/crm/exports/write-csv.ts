import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { localMinute } from '../local-today.ts';
import { csvCell } from './csv-cell.ts';
import type { FileWriter } from './export-list.ts';
import type { TableColumn } from './table-columns.ts';

export const CSV_ENCODINGS = ['utf-8-bom', 'utf-8', 'gb18030'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/**
 * A list as CSV with Chinese headings and words and local times, no cell of which could run as a formula: UTF-8 with a
 * byte order mark, which spreadsheets need, without one, or GB18030 for programs that know nothing else.
 */
export function csvWriter(encoding: CsvEncoding): FileWriter {
  return async function* (columns, rows) {
    const piece = (lines: string[][]): string | Uint8Array => {
      const text = stringify(lines);
      return encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : text;
    };
    if (encoding === 'utf-8-bom') yield '\uFEFF';
    yield piece([columns.map(({ heading }) => csvCell(heading))]);
    for await (const page of rows) yield piece(page.map((row) => columns.map((column) => cell(column, row))));
  };
}

function cell({ kind, read }: TableColumn, row: object): string {
  const value = read(row);
  return kind === 'moment' && typeof value === 'string' ? localMinute(new Date(value)) : csvCell(value);
}

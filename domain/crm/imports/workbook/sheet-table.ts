import type { CellObject, WorkSheet } from '@e965/xlsx';
import { stringify } from 'csv-stringify/sync';
import { cellText } from './cell-text.ts';
import { headerOf, type Merge } from './header-rows.ts';
import { WorkbookError } from './read-archive.ts';

const MOST_COLUMNS = 500;
/** Cells that merged ranges may be filled into; more is no sheet that a person made. */
const MOST_FILLED = 2_000_000;
const CHUNK = 5000;

/**
 * A sheet as CSV with one header row. A value merged over several rows stands in each of them; empty rows and columns
 * without name and content are left out. Undefined for a sheet without content.
 *
 * @throws WorkbookError `too_wide`, `too_large`
 */
export function sheetTable(sheet: WorkSheet, date1904: boolean): string | undefined {
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  const rows = Array.from(data, (row) => Array.from(row ?? [], (cell) => cellText(cell, date1904)));
  const merges: Merge[] = sheet['!merges'] ?? [];
  const header = headerOf(rows, merges);
  if (!header) return undefined;
  fillMerged(rows, merges, header.dataFrom);
  const records = rows.slice(header.dataFrom).filter((row) => row.some((cell) => cell.trim() !== ''));
  const used = usedColumns(header.names, records);
  if (used.length > MOST_COLUMNS) throw new WorkbookError('too_wide');
  const pieces = [stringify([used.map((column) => header.names[column] ?? '')])];
  for (let at = 0; at < records.length; at += CHUNK) {
    pieces.push(stringify(records.slice(at, at + CHUNK).map((row) => used.map((column) => row[column] ?? ''))));
  }
  return pieces.join('');
}

/** Columns with a name or with content, in their order. */
function usedColumns(names: readonly string[], records: readonly (readonly string[])[]): number[] {
  const used = new Set<number>();
  for (const [column, name] of names.entries()) if (name !== '') used.add(column);
  for (const row of records) for (const [column, cell] of row.entries()) if (cell !== '') used.add(column);
  return [...used].sort((a, b) => a - b);
}

/** Writes a value that is merged over several records into each of them. */
function fillMerged(rows: string[][], merges: readonly Merge[], from: number): void {
  let filled = 0;
  for (const { s, e } of merges) {
    if (s.r < from || e.r === s.r) continue;
    const value = rows[s.r]?.[s.c] ?? '';
    if (value === '') continue;
    const last = Math.min(e.r, rows.length - 1);
    filled += last - s.r;
    if (filled > MOST_FILLED) throw new WorkbookError('too_large');
    for (let row = s.r + 1; row <= last; row += 1) {
      const cells = (rows[row] ??= []);
      while (cells.length < s.c) cells.push('');
      cells[s.c] = value;
    }
  }
}

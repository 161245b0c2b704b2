import type { Cell, TableColumn } from '../../../kernel/contracts/reports.ts';

/** Signs at which a spreadsheet takes a text for a formula (OWASP, "CSV Injection"). */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * A table as CSV text (RFC 4180: CRLF, quotes doubled), with the headings of the page and the raw values, so that a
 * spreadsheet can count with them. Texts that would start a formula are led by an apostrophe; numbers are left alone.
 */
export function tableToCsv(columns: readonly TableColumn[], rows: readonly Record<string, Cell>[]): string {
  const lines = [columns.map((it) => field(it.label)), ...rows.map((row) => columns.map((it) => field(row[it.key])))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function field(value: Cell | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

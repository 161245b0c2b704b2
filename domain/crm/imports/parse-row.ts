import type { ImportPlan } from './import-plan.ts';
import { cleanCell, parseCell } from './parse-cell.ts';
import type { TableRow } from './read-table.ts';
import { rowIssue, type RowIssue } from './row-issue.ts';

/** A row as our fields. An empty cell is no value: it neither sets nor clears anything. */
export interface ParsedRow {
  readonly row: number;
  /** Field name → value; a reference is still the text that names it. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly issues: readonly RowIssue[];
}

/** Reads one row by the plan: value map first, then the field's type. */
export function parseRow(plan: ImportPlan, { row, cells }: TableRow): ParsedRow {
  const extra = cells.slice(plan.columns.length).some((cell) => cell.trim() !== '');
  if (extra || cells.length < plan.columns.length) {
    const details = { cells: cells.length, columns: plan.columns.length };
    return { row, values: {}, issues: [rowIssue(row, 'ragged_row', { details })] };
  }
  const values: Record<string, unknown> = {};
  const issues: RowIssue[] = [];
  for (const { field, column, at, values: map } of plan.fields) {
    const raw = cleanCell(cells[at] ?? '');
    const cell = cleanCell(map.get(raw) ?? raw);
    if (cell === '') continue;
    const parsed = parseCell(field, cell, row, column, map);
    if ('issue' in parsed) issues.push(parsed.issue);
    else if (parsed.value !== undefined) values[field.name] = parsed.value;
  }
  const failed = new Set(issues.map((issue) => issue.column));
  for (const field of plan.specs) {
    const column = plan.fields.find((planned) => planned.field.name === field.name)?.column ?? null;
    if (field.required && values[field.name] === undefined && !failed.has(column ?? '')) {
      issues.push(rowIssue(row, 'required', { column, details: { label: field.label } }));
    }
  }
  return { row, values, issues };
}

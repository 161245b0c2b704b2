import type { AnswerPart, RecordRef } from '../../kernel/contracts/chat.ts';
import type { Cell, TableColumn } from '../../kernel/contracts/reports.ts';

/** How records of one kind stand in a table. Cells hold values, the column says how they are written. */
export interface RowTable<Row> {
  readonly columns: readonly (TableColumn & { readonly cell: (row: Row) => Cell })[];
  readonly ref: (row: Row) => RecordRef | null;
}

/** Rows a page shows beside an answer; `total` tells of the rest. */
export const MOST_SHOWN = 50;

/** The table part of an answer, with the record behind each row. */
export function tablePart<Row>(
  table: RowTable<Row>,
  rows: readonly Row[],
  options: { readonly title: string; readonly total?: number },
): AnswerPart & { type: 'table' } {
  const shown = rows.slice(0, MOST_SHOWN);
  return {
    type: 'table',
    title: options.title,
    columns: table.columns.map(({ key, label, format }) => ({ key, label, format })),
    rows: shown.map((row) => Object.fromEntries(table.columns.map(({ key, cell }) => [key, cell(row)]))),
    total: options.total ?? rows.length,
    refs: shown.map((row) => table.ref(row)),
  };
}

import { stringify } from 'csv-stringify/sync';
import type { Clock } from '../../../kernel/clock.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { ReadScope, WriteScope } from '../crm-scope.ts';
import { localMinute } from '../local-today.ts';
import { ACTIVITY_KIND_WORDS, LEAD_STATUS_WORDS, STAGE_WORDS } from '../words.ts';
import { csvCell } from './csv-cell.ts';
import { EXPORT_COLUMNS, type ExportKind } from './export-columns.ts';

const PAGE_SIZE = 1000;
const ACTIVITY_STATUS_WORDS = { planned: '计划中', done: '已完成', cancelled: '已取消' } as const;

/** The words shown instead of a code, per kind and column. */
const WORDS: Readonly<Partial<Record<ExportKind, Readonly<Record<string, Readonly<Record<string, string>>>>>>> = {
  leads: { status: LEAD_STATUS_WORDS },
  opportunities: { stage: STAGE_WORDS },
  activities: { kind: ACTIVITY_KIND_WORDS, status: ACTIVITY_STATUS_WORDS },
};

export interface CsvExport {
  readonly kind: ExportKind;
  /** The filter of the list, for the audit log. */
  readonly filter: object;
  /** Reads one page of the list with that filter. */
  readonly page: (page: number, pageSize: number) => Promise<Page<object>>;
}

/**
 * Writes a list as CSV, page by page: UTF-8 with a byte order mark so that spreadsheets read it, Chinese headings and
 * words, local times, no cell that could run as a formula. One line of the audit log says who took what.
 */
export async function* exportCsv(
  scope: WriteScope & ReadScope & { clock: Clock },
  input: CsvExport,
): AsyncGenerator<string> {
  const columns = EXPORT_COLUMNS[input.kind];
  const first = await input.page(1, PAGE_SIZE);
  await inTransaction(scope, (tx) => {
    appendAudit(tx, {
      action: `${input.kind}.exported`,
      entity: input.kind,
      entityId: null,
      after: { rows: first.total, filter: input.filter },
    });
    return Promise.resolve();
  });
  yield `\uFEFF${stringify([Object.values(columns)])}`;
  for (let page = first, number = 1; ; number += 1, page = await input.page(number, PAGE_SIZE)) {
    if (page.items.length > 0) yield stringify(page.items.map((row) => cells(input.kind, row, Object.keys(columns))));
    if (page.items.length < PAGE_SIZE) return;
  }
}

function cells(kind: ExportKind, row: object, columns: readonly string[]): string[] {
  return columns.map((column) => {
    const value: unknown = Reflect.get(row, column);
    if (typeof value === 'string' && column.endsWith('_at')) return localMinute(new Date(value));
    const word = typeof value === 'string' ? WORDS[kind]?.[column]?.[value] : undefined;
    return csvCell(word ?? value);
  });
}

import type { Page } from '../../../kernel/contracts/paging.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { PageRequest } from '../page-of-rows.ts';
import type { ExportKind } from './export-columns.ts';
import { tableColumns, type TableColumn } from './table-columns.ts';

const PAGE_SIZE = 1000;

/** How the rows of a list become a file, piece by piece. */
export type FileWriter = (
  columns: readonly TableColumn[],
  rows: AsyncIterable<readonly object[]>,
) => AsyncGenerator<string | Uint8Array>;

export interface ListExport {
  readonly kind: ExportKind;
  /** The filter of the list, for the audit log. */
  readonly filter: object;
  /** Whether the person asked for an order; else the file is in the order the records were made. */
  readonly isSorted: boolean;
  /** Reads one page of the list with that filter. */
  readonly page: (request: PageRequest) => Promise<Page<object>>;
  readonly write: FileWriter;
}

/**
 * Writes a list as a file, a thousand rows at a time, so that its size does not matter. One line of the audit log says who
 * took what. Without an order of its own the list is read on by id, which costs the same for the last page as for the first.
 */
export async function* exportList(scope: WriteScope, input: ListExport): AsyncGenerator<string | Uint8Array> {
  const { total } = await input.page({ page: 1, page_size: 1 });
  await inTransaction(scope, async (tx) => {
    const after = { rows: total, filter: input.filter };
    appendAudit(tx, { action: `${input.kind}.exported`, entity: input.kind, entityId: null, after });
    await tx.em.flush();
  });
  yield* input.write(await tableColumns(scope, input.kind), pagesOf(input));
}

async function* pagesOf({ page, isSorted }: ListExport): AsyncGenerator<readonly object[]> {
  let after = '';
  for (let number = 1; ; number += 1) {
    const { items } = await page({ page: number, page_size: PAGE_SIZE, ...(isSorted ? {} : { after_id: after }) });
    if (items.length > 0) yield items;
    if (items.length < PAGE_SIZE) return;
    after = String(Reflect.get(items.at(-1) ?? {}, 'id'));
  }
}

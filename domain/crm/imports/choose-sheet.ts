import { query, queryOne } from '../../../db/query.ts';
import type { ImportPreview } from '../../../kernel/contracts/imports.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { importError } from './errors.ts';
import { planImport } from './import-plan.ts';
import { importSpecs } from './import-specs.ts';
import { getImport } from './import-view.ts';
import { previewRows } from './preview-rows.ts';
import { openFile } from './stored-file.ts';
import { suggestMapping } from './suggest-mapping.ts';
import { requireImporter } from './upload-import.ts';

/**
 * Takes another sheet of an uploaded workbook that was not started yet. The mapping is guessed anew.
 *
 * @throws AppError `crm.import_not_found`, `crm.import_no_sheets` for a text file, `crm.import_workbook_no_sheet`,
 *   `crm.import_wrong_state` once it was started, and everything `openFile` says about a file
 */
export async function chooseSheet(
  scope: WriteScope,
  input: { readonly id: string; readonly sheet: string },
): Promise<ImportPreview> {
  const before = await getImport(scope, input);
  requireImporter(scope, before.kind);
  if (before.encoding !== 'xlsx') throw importError('crm.import_no_sheets');
  if (before.status !== 'ready') throw importError('crm.import_wrong_state', { details: { status: before.status } });
  const row = await queryOne<{ content: Buffer }>(scope.em, 'select content from import_batch where id = $1', [
    before.id,
  ]);
  if (!row) throw importError('crm.import_not_found', { details: { id: before.id } });
  const { table, tableContent } = await openFile(row.content, input.sheet);
  const specs = await importSpecs(scope, before.kind);
  const mapping = suggestMapping(specs, table.columns);
  const plan = planImport({ kind: before.kind, columns: table.columns, mapping, values: {}, specs });
  const { total, ...preview } = await previewRows(scope, plan, table);
  if (total === 0) throw importError('crm.import_empty');
  await inTransaction(scope, async (tx) => {
    const changed = await query(
      tx.em,
      `update import_batch set sheet = $2, table_content = $3, columns = $4::jsonb, mapping = $5::jsonb, "values" = '{}', total = $6,
         version = version + 1 where id = $1 and status = 'ready' returning id`,
      [before.id, input.sheet, tableContent, JSON.stringify(table.columns), JSON.stringify(mapping), total],
    );
    if (changed.length === 0) throw importError('crm.import_wrong_state', { details: { status: before.status } });
    const after = { sheet: input.sheet, rows: total };
    appendAudit(tx, { action: 'import.sheet_chosen', entity: 'import', entityId: before.id, after });
    await tx.em.flush();
  });
  return { ...preview, import: await getImport(scope, before) };
}

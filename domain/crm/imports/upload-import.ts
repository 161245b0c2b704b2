import { ImportBatch } from '../../../db/entities/crm/import-batch.entity.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { ImportKind, ImportPreview } from '../../../kernel/contracts/imports.ts';
import { newId } from '../../../kernel/ids.ts';
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

export interface UploadImport {
  readonly kind: ImportKind;
  readonly file_name: string;
  readonly content: Uint8Array;
  /** Of a workbook: the sheet to bring in; the first one with content when left out. */
  readonly sheet?: string | undefined;
}

/**
 * Takes a file in: reads it whole, guesses the mapping, keeps it until somebody starts it, and shows what a start would
 * do. Users need `user.manage` beside `crm.import`.
 *
 * @throws AppError `access.not_permitted`, and everything `openFile` says about a file
 */
export async function uploadImport(scope: WriteScope, input: UploadImport): Promise<ImportPreview> {
  requireImporter(scope, input.kind);
  const { table, tableContent, ...file } = await openFile(input.content, input.sheet);
  const specs = await importSpecs(scope, input.kind);
  const mapping = suggestMapping(specs, table.columns);
  const plan = planImport({ kind: input.kind, columns: table.columns, mapping, values: {}, specs });
  const { total, ...preview } = await previewRows(scope, plan, table);
  if (total === 0) throw importError('crm.import_empty');
  const id = newId();
  await inTransaction(scope, async (tx) => {
    tx.em.create(ImportBatch, {
      id,
      kind: input.kind,
      fileName: input.file_name.slice(-255),
      content: Buffer.from(input.content),
      ...file,
      tableContent: tableContent && Buffer.from(tableContent),
      delimiter: table.delimiter,
      status: 'ready',
      columns: table.columns,
      mapping,
      values: {},
      total,
      createdBy: tx.actor.userId,
      createdAt: tx.clock.now(),
    });
    appendAudit(tx, {
      action: 'import.uploaded',
      entity: 'import',
      entityId: id,
      after: { kind: input.kind, file_name: input.file_name, rows: total },
    });
    await tx.em.flush();
  });
  return { ...preview, import: await getImport(scope, { id }) };
}

/** @throws AppError `access.not_permitted` */
export function requireImporter(scope: Pick<WriteScope, 'actor'>, kind: ImportKind): void {
  requirePermission(scope.actor, 'crm.import');
  if (kind === 'users') requirePermission(scope.actor, 'user.manage');
}

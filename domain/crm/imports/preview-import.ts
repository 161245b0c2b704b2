import { query } from '../../../db/query.ts';
import type { ImportPreview, ImportView } from '../../../kernel/contracts/imports.ts';
import type { WriteScope } from '../crm-scope.ts';
import { importError } from './errors.ts';
import { planImport, type ImportPlan } from './import-plan.ts';
import { getImport } from './import-view.ts';
import { importSpecs } from './import-specs.ts';
import { previewRows } from './preview-rows.ts';
import { readStoredFile } from './stored-file.ts';
import { requireImporter } from './upload-import.ts';

export interface PreviewImport {
  readonly id: string;
  readonly mapping?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/**
 * Tries a mapping and value map on the whole file without writing a record, and keeps them for the start.
 *
 * @throws AppError `crm.import_not_found`, `crm.import_wrong_state` once it was started, `crm.import_unknown_field`,
 *   `crm.import_unknown_column`
 */
export async function previewImport(scope: WriteScope, input: PreviewImport): Promise<ImportPreview> {
  const { view, plan } = await changeMapping(scope, input);
  const { total: _total, ...preview } = await previewRows(scope, plan, await readStoredFile(scope, view.id));
  return { ...preview, import: view };
}

/** Checks and keeps the mapping of an import that was not started yet. */
export async function changeMapping(
  scope: WriteScope,
  input: PreviewImport,
): Promise<{ view: ImportView; plan: ImportPlan }> {
  const before = await getImport(scope, input);
  requireImporter(scope, before.kind);
  const mapping = input.mapping ?? before.mapping;
  const values = input.values ?? before.values;
  const specs = await importSpecs(scope, before.kind);
  const plan = planImport({ kind: before.kind, columns: before.columns, mapping, values, specs });
  const changed = await query(
    scope.em,
    `update import_batch set mapping = $2::jsonb, "values" = $3::jsonb, version = version + 1 where id = $1 and status = 'ready' returning id`,
    [before.id, JSON.stringify(mapping), JSON.stringify(values)],
  );
  if (changed.length === 0) throw importError('crm.import_wrong_state', { details: { status: before.status } });
  return { view: { ...before, mapping: { ...mapping }, values: { ...values } }, plan };
}

import { Params, queryOne } from '../../../db/query.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import type { ReadScope } from '../crm-scope.ts';
import { importError } from './errors.ts';
import { wireFields, type FieldSpec } from './import-fields.ts';
import { importSpecs } from './import-specs.ts';

type ImportRow = Omit<ImportView, 'fields'>;

/** The columns of an `ImportView` but for its fields, for an import under the alias `b`. */
export const IMPORT_COLUMNS = `b.id, b.kind, b.file_name, b.encoding, b.delimiter, b.sheets, b.sheet, b.status, b.columns, b.mapping, b."values", b.total,
  b.processed, b.created, b.updated, b.unchanged, b.failed, b.error, iso(b.created_at) as created_at, iso(b.finished_at) as finished_at`;

/** Whose imports one sees: one's own, or all for those who see all records. */
export function visibleImports(actor: Pick<Actor, 'dataScope' | 'userId'>, params: Params): string {
  return actor.dataScope === 'all' ? 'true' : `b.created_by_id = ${params.add(actor.userId)}`;
}

/** An import as the wire shows it. */
export function importView(row: ImportRow, specs: readonly FieldSpec[]): ImportView {
  return { ...row, fields: wireFields(specs) };
}

/**
 * One import.
 * @throws AppError `crm.import_not_found`, also for one of somebody else
 */
export async function getImport(scope: ReadScope, input: { readonly id: string }): Promise<ImportView> {
  const params = new Params();
  const row = await queryOne<ImportRow>(
    scope.em,
    `select ${IMPORT_COLUMNS} from import_batch b where b.id = ${params.add(input.id)} and ${visibleImports(scope.actor, params)}`,
    params.values,
  );
  if (!row) throw importError('crm.import_not_found', { details: { id: input.id } });
  return importView(row, await importSpecs(scope, row.kind));
}

import { Params, query } from '../../../db/query.ts';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import type { ReadScope } from '../crm-scope.ts';
import type { FieldSpec } from './import-fields.ts';
import { importSpecs } from './import-specs.ts';
import { IMPORT_COLUMNS, importView, visibleImports } from './import-view.ts';

/** The latest hundred imports the actor may see, newest first. */
export async function listImports(scope: ReadScope): Promise<ImportView[]> {
  const params = new Params();
  const rows = await query<Omit<ImportView, 'fields'>>(
    scope.em,
    `select ${IMPORT_COLUMNS} from import_batch b where ${visibleImports(scope.actor, params)} order by b.created_at desc, b.id desc limit 100`,
    params.values,
  );
  const specs = new Map<string, FieldSpec[]>();
  for (const kind of new Set(rows.map((row) => row.kind))) specs.set(kind, await importSpecs(scope, kind));
  return rows.map((row) => importView(row, specs.get(row.kind) ?? []));
}

import { query } from '../../../db/query.ts';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import type { WriteScope } from '../crm-scope.ts';
import { IMPORT_TARGETS } from './targets/registry.ts';

/** Fewer rows do not change what the planner should think of a table. */
const MANY = 2000;

/**
 * Tells the planner about a table that has grown by an import. A server would notice after a while by itself, the
 * embedded database never does. Needs to be outside a transaction; when it does not work, lists are only slower.
 */
export async function refreshStatistics(scope: Pick<WriteScope, 'em'>, view: ImportView): Promise<void> {
  if (view.total < MANY || view.kind === 'users') return;
  await query(scope.em, `vacuum (analyze) ${IMPORT_TARGETS[view.kind].table}`).catch(() => undefined);
}

import { query } from '../../../db/query.ts';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { importRows } from './import-rows.job.ts';
import { requireMapped } from './import-plan.ts';
import { getImport } from './import-view.ts';
import { changeMapping, type PreviewImport } from './preview-import.ts';

/**
 * Starts an import in the background; rows with issues are told and left out, the others are written.
 *
 * @throws AppError `crm.import_not_found`, `crm.import_wrong_state`, `crm.import_field_missing`, `crm.import_unknown_field`,
 *   `crm.import_unknown_column`
 */
export async function startImport(outer: Scope, input: PreviewImport): Promise<ImportView> {
  return await inTransaction(outer, async (scope) => {
    const { view, plan } = await changeMapping(scope, input);
    requireMapped(plan);
    await query(scope.em, "update import_batch set status = 'running', version = version + 1 where id = $1", [view.id]);
    appendAudit(scope, {
      action: 'import.started',
      entity: 'import',
      entityId: view.id,
      after: { mapping: view.mapping, values: view.values },
    });
    await scope.jobs.enqueue(scope.em, importRows, { import_id: view.id });
    scope.events.publish('crm.import_progress', { id: view.id, processed: 0, total: view.total, status: 'running' });
    return await getImport(scope, view);
  });
}

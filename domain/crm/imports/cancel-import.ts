import { query } from '../../../db/query.ts';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { importError } from './errors.ts';
import { getImport } from './import-view.ts';

/**
 * Stops an import before its next batch. What was written stays.
 * @throws AppError `crm.import_not_found`, `crm.import_wrong_state` when it ended already
 */
export async function cancelImport(outer: WriteScope, input: { readonly id: string }): Promise<ImportView> {
  return await inTransaction(outer, async (scope) => {
    const before = await getImport(scope, input);
    const stopped = await query(
      scope.em,
      `update import_batch set status = 'cancelled', finished_at = $2, version = version + 1
       where id = $1 and status in ('ready', 'running') returning id`,
      [input.id, scope.clock.now()],
    );
    if (stopped.length === 0) throw importError('crm.import_wrong_state', { details: { status: before.status } });
    appendAudit(scope, {
      action: 'import.cancelled',
      entity: 'import',
      entityId: input.id,
      after: { processed: before.processed },
    });
    const view = await getImport(scope, input);
    scope.events.publish('crm.import_progress', {
      id: view.id,
      processed: view.processed,
      total: view.total,
      status: view.status,
    });
    return view;
  });
}

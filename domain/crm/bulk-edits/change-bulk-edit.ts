import { query } from '../../../db/query.ts';
import type { BulkEditView } from '../../../kernel/contracts/data-quality.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { qualityError } from '../quality/errors.ts';
import { getBulkEdit } from './bulk-edit-view.ts';
import { runBulkEditJob } from './run-bulk-edit.job.ts';

type Status = BulkEditView['status'];

/** What can be done with a bulk edit: from which states, to which one, and whether a job carries it out. */
const STEPS = {
  start: { from: ['ready', 'failed'], to: 'running', job: true },
  cancel: { from: ['ready', 'running'], to: 'cancelled', job: false },
  undo: { from: ['done', 'failed', 'cancelled'], to: 'undoing', job: true },
} as const satisfies Record<string, { from: readonly Status[]; to: Status; job: boolean }>;

/**
 * Starts a bulk edit (one that failed goes on where it stopped), cancels it before its next batch (what was changed stays),
 * or takes it back. State, audit line and job are one transaction, so a second click does nothing twice.
 *
 * @throws AppError `crm.bulk_edit_not_found`, `crm.bulk_edit_wrong_state`, `access.not_permitted`
 */
export async function changeBulkEdit(
  outer: Scope,
  input: { readonly id: string; readonly step: keyof typeof STEPS },
): Promise<BulkEditView> {
  return await inTransaction(outer, async (scope) => {
    const before = await getBulkEdit(scope, input);
    if (before.change.owner_id !== undefined && before.change.owner_id !== scope.actor.userId)
      requirePermission(scope.actor, 'crm.assign');
    const step = STEPS[input.step];
    const changed = await query(
      scope.em,
      `update bulk_edit set status = $2, error = null, version = version + 1,
         finished_at = case when $2 = 'cancelled' then $4::timestamptz when $2 = 'running' then null else finished_at end,
         undo_by_id = case when $2 = 'undoing' then $5::uuid else undo_by_id end
       where id = $1 and status = any($3::text[]) returning id`,
      [input.id, step.to, step.from, scope.clock.now(), scope.actor.kind === 'system' ? null : scope.actor.userId],
    );
    if (changed.length === 0) throw qualityError('crm.bulk_edit_wrong_state', { details: { status: before.status } });
    appendAudit(scope, {
      action: `bulk_edit.${input.step}`,
      entity: 'bulk_edit',
      entityId: input.id,
      before: { status: before.status },
      after: { status: step.to, entity: before.entity, change: before.change },
    });
    if (step.job) await scope.jobs.enqueue(scope.em, runBulkEditJob, { bulk_edit_id: input.id });
    await scope.em.flush();
    const { processed, total } = before;
    scope.events.publish('crm.bulk_edit_progress', { id: input.id, processed, total, status: step.to });
    return await getBulkEdit(scope, input);
  });
}

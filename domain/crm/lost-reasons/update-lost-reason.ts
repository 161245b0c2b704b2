import { LockMode } from '@mikro-orm/core';
import { LostReason } from '../../../db/entities/crm/lost-reason.entity.ts';
import type { LostReasonView, UpdateLostReason } from '../../../kernel/contracts/stages.ts';
import { inTransaction } from '../../in-transaction.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { stageError } from '../stages/errors.ts';
import { requireVersion } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { requireFreeLabel } from './create-lost-reason.ts';
import { readLostReason } from './list-lost-reasons.ts';

const FIELDS = { label: 'label', position: 'position', needs_text: 'needsText', active: 'active' } as const;

/**
 * Changes an entry of the list. Deals keep the words they were lost with; an entry that is not active is no longer offered.
 * @throws AppError `crm.lost_reason_not_found`, `crm.stale_version`, `crm.duplicate_lost_reason`
 */
export async function updateLostReason(
  outer: WriteScope,
  input: UpdateLostReason & { readonly id: string },
): Promise<LostReasonView> {
  return await inTransaction(outer, async (scope) => {
    const row = await scope.em.findOne(
      LostReason,
      { id: input.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!row) throw stageError('crm.lost_reason_not_found');
    requireVersion(row, input.version);
    if (input.label) await requireFreeLabel(scope, input.label, row.id);
    const changes = applyChanges(row, input, FIELDS);
    if (hasChanges(changes)) {
      row.updatedAt = scope.clock.now();
      recordChange(scope, { entity: 'lost_reason', id: row.id, change: 'updated', ...changes });
      await scope.em.flush();
    }
    const view = await readLostReason(scope, row.id);
    if (!view) throw stageError('crm.lost_reason_not_found');
    return view;
  });
}

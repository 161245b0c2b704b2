import { LostReason } from '../../../db/entities/crm/lost-reason.entity.ts';
import { queryOne } from '../../../db/query.ts';
import type { CreateLostReason, LostReasonView } from '../../../kernel/contracts/stages.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { stageError } from '../stages/errors.ts';
import { recordChange } from '../record-change.ts';
import { readLostReason } from './list-lost-reasons.ts';

/**
 * Adds a reason to the list; at its end unless a place is given.
 * @throws AppError `crm.duplicate_lost_reason`
 */
export async function createLostReason(outer: WriteScope, input: CreateLostReason): Promise<LostReasonView> {
  return await inTransaction(outer, async (scope) => {
    await requireFreeLabel(scope, input.label);
    const last = await queryOne<{ position: number }>(
      scope.em,
      'select coalesce(max(position), 0)::int as position from lost_reason',
    );
    const now = scope.clock.now();
    const row = scope.em.create(LostReason, {
      id: newId(),
      label: input.label,
      position: input.position ?? (last?.position ?? 0) + 1,
      needsText: input.needs_text,
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'lost_reason', id: row.id, change: 'created', after: { ...input } });
    await scope.em.flush();
    const view = await readLostReason(scope, row.id);
    if (!view) throw stageError('crm.lost_reason_not_found');
    return view;
  });
}

/** @throws AppError `crm.duplicate_lost_reason` when another entry has the label */
export async function requireFreeLabel(scope: Pick<WriteScope, 'em'>, label: string, own?: string): Promise<void> {
  const taken = await queryOne(scope.em, 'select id from lost_reason where label = $1 and id is distinct from $2', [
    label,
    own ?? null,
  ]);
  if (taken) throw stageError('crm.duplicate_lost_reason', { details: { label } });
}

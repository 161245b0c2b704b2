import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { query } from '../../../db/query.ts';
import type { OpportunityView, UpdateOpportunity } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { flushUnique } from '../flush-unique.ts';
import { lockRow } from '../lock-row.ts';
import { settleLostReason } from '../lost-reasons/settle-lost-reason.ts';
import { recordChange } from '../record-change.ts';
import { resolveNewOwner } from '../resolve-owner.ts';
import { isOpenStage } from '../stage-table.ts';
import { fieldWords } from '../words.ts';
import { requireOrder } from './insert-opportunity.ts';
import { OPPORTUNITY_FIELDS } from './opportunity-fields.ts';
import { readOpportunity } from './opportunity-view.ts';
import { requireParents } from '../require-parents.ts';

/**
 * Changes an opportunity. Fields that are left out stay; the stage moves by `moveStage`. The chance of a closed deal is
 * fixed and a given one is ignored. A new owner takes the planned follow-ups along.
 *
 * @throws AppError `crm.opportunity_not_found`, `crm.stale_version`, `crm.assign_not_allowed`, `crm.owner_not_found`,
 *   `crm.customer_not_found`, `crm.product_not_found`, `crm.closing_day_out_of_order`, `crm.duplicate_external_id`,
 *   `crm.custom_invalid`, `crm.lost_reason_missing` when the reason of a lost deal would be taken away
 */
export async function updateOpportunity(
  outer: WriteScope,
  input: UpdateOpportunity & { readonly id: string },
): Promise<OpportunityView> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found', input.version);
    await requireParents(scope, {
      customer_id: input.customer_id === row.customer ? null : input.customer_id,
      product_id: input.product_id,
    });
    const given = isOpenStage(row.stage) ? input : { ...input, probability: undefined };
    const changes = applyChanges(row, given, OPPORTUNITY_FIELDS);
    if (row.stage === 'lost' && 'lost_reason' in changes.after)
      row.lostReasonItem = (await settleLostReason(scope, { lost_reason: row.lostReason })).id;
    const change = { names: [row.name], given: input.custom, record: 'stored' } as const;
    const labels = await applyCustom(scope, 'opportunity', row, changes, change);
    requireOrder(row.openedOn, row.closedOn);
    const ownership = await resolveNewOwner(scope, row, input.owner_id);
    if (ownership) {
      changes.before.owner_id = row.owner ?? null;
      changes.after.owner_id = ownership.owner;
      row.owner = ownership.owner;
      row.team = ownership.team;
    }
    if (hasChanges(changes)) {
      row.updatedAt = scope.clock.now();
      appendTimeline(scope, {
        customerId: row.customer,
        kind: 'opportunity.updated',
        about: `${row.name}（${fieldWords(Object.keys(changes.after), labels)}）`,
        entity: 'opportunity',
        entityId: row.id,
      });
      recordChange(scope, { entity: 'opportunity', id: row.id, change: 'updated', ...changes });
      await flushUnique(scope, input.external_id);
    }
    if (ownership) await moveFollowUps(scope, row.id, ownership);
    return await readOpportunity(scope, row.id);
  });
}

async function moveFollowUps(
  scope: WriteScope,
  id: string,
  to: { owner: string | null; team: string | null },
): Promise<void> {
  await query(
    scope.em,
    `update activity set owner_id = $2, team_id = $3, updated_at = $4, version = version + 1
     where opportunity_id = $1 and status = 'planned' and owner_id is distinct from $2`,
    [id, to.owner, to.team, scope.clock.now()],
  );
}

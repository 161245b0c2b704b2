import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';

/**
 * Deletes an opportunity with its stage changes and activities.
 * @throws AppError `crm.opportunity_not_found`
 */
export async function deleteOpportunity(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found');
    const { id, name, code, stage, customer } = row;
    const before = {
      code,
      name,
      stage,
      amount: row.amount ?? null,
      customer_id: customer ?? null,
      owner_id: row.owner ?? null,
    };
    scope.em.remove(row);
    appendTimeline(scope, {
      customerId: customer,
      kind: 'opportunity.deleted',
      about: name,
      entity: 'opportunity',
      entityId: id,
    });
    recordChange(scope, { entity: 'opportunity', id, change: 'deleted', before });
    await scope.em.flush();
  });
}

import { Lead } from '../../../db/entities/crm/lead.entity.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';

/**
 * Deletes a lead with its activities; the customer it may have become stays.
 * @throws AppError `crm.lead_not_found`
 */
export async function deleteLead(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const lead = await lockRow(scope, Lead, input.id, 'crm.lead_not_found');
    const before = { code: lead.code, name: lead.name, company: lead.company ?? null, owner_id: lead.owner ?? null };
    scope.em.remove(lead);
    recordChange(scope, { entity: 'lead', id: lead.id, change: 'deleted', before });
    await scope.em.flush();
  });
}

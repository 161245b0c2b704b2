import { Lead } from '../../../db/entities/crm/lead.entity.ts';
import type { CreateLead, LeadView } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { applyChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { flushUnique } from '../flush-unique.ts';
import { recordChange } from '../record-change.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { LEAD_FIELDS } from './lead-fields.ts';
import { readLead } from './lead-view.ts';

/**
 * Makes a lead, new unless told otherwise; its owner is the actor unless somebody who may assign names another.
 *
 * @throws AppError `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.duplicate_external_id`,
 *   `crm.lead_converts_by_conversion`
 */
export async function createLead(outer: WriteScope, input: CreateLead): Promise<LeadView> {
  if (input.status === 'converted') throw crmError('crm.lead_converts_by_conversion');
  return await inTransaction(outer, async (scope) => {
    const ownership = await resolveOwner(scope, input.owner_id);
    const now = scope.clock.now();
    const lead = scope.em.create(Lead, {
      id: newId(),
      name: input.name,
      status: input.status ?? 'new',
      owner: ownership.owner,
      team: ownership.team,
      searchText: searchText(input.name, input.company),
      createdAt: now,
      updatedAt: now,
    });
    const { after } = applyChanges(lead, input, LEAD_FIELDS);
    recordChange(scope, {
      entity: 'lead',
      id: lead.id,
      change: 'created',
      after: { ...after, name: lead.name, status: lead.status, owner_id: ownership.owner },
    });
    await flushUnique(scope, input.external_id);
    return await readLead(scope, lead.id);
  });
}

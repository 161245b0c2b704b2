import { Lead } from '../../../db/entities/crm/lead.entity.ts';
import type { LeadView, UpdateLead } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { TellScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { crmError } from '../errors.ts';
import { flushUnique } from '../flush-unique.ts';
import { keepHiddenPhone } from '../hide-phone.ts';
import { lockRow } from '../lock-row.ts';
import { validFields } from '../quality/valid-fields.ts';
import { recordChange } from '../record-change.ts';
import { requireParents } from '../require-parents.ts';
import { resolveNewOwner } from '../resolve-owner.ts';
import { assignLead } from './assign-lead.ts';
import { LEAD_FIELDS } from './lead-fields.ts';
import { readLead } from './lead-view.ts';
import { tellLeadTouched } from './tell-lead-touched.ts';

/**
 * Changes a lead. Fields that are left out stay. A lead becomes «converted» by `convertLead` only, and stays so.
 *
 * @throws AppError `crm.lead_not_found`, `crm.stale_version`, `crm.assign_not_allowed`, `crm.owner_not_found`,
 *   `crm.product_not_found`, `crm.duplicate_external_id`, `crm.lead_converts_by_conversion`, `crm.lead_already_converted`,
 *   `crm.custom_invalid`, `crm.bad_phone`, `crm.bad_email`
 */
export async function updateLead(outer: TellScope, input: UpdateLead & { readonly id: string }): Promise<LeadView> {
  return await inTransaction(outer, async (scope) => {
    const lead = await lockRow(scope, Lead, input.id, 'crm.lead_not_found', input.version);
    if (input.status && input.status !== lead.status) {
      if (input.status === 'converted') throw crmError('crm.lead_converts_by_conversion');
      if (lead.status === 'converted') throw crmError('crm.lead_already_converted');
    }
    await requireParents(scope, { product_id: input.product_id });
    const ownership = await resolveNewOwner(scope, lead, input.owner_id);
    const given = validFields(keepHiddenPhone(input, lead.phone), { phone: lead.phone, email: lead.email });
    const changes = applyChanges(lead, given, LEAD_FIELDS);
    const names = [lead.name, lead.company];
    await applyCustom(scope, 'lead', lead, changes, { names, given: input.custom, record: 'stored' });
    if (hasChanges(changes)) {
      lead.updatedAt = scope.clock.now();
      recordChange(scope, { entity: 'lead', id: lead.id, change: 'updated', ...changes });
      await flushUnique(scope, input.external_id);
      await tellLeadTouched(scope, [lead.id], 'lead_changed');
    }
    if (!ownership) return await readLead(scope, lead.id);
    return await assignLead(scope, { id: lead.id, version: lead.version, owner_id: ownership.owner });
  });
}

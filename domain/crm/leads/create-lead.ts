import { Lead } from '../../../db/entities/crm/lead.entity.ts';
import type { CreateLead, LeadView } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { applyChanges } from '../apply-changes.ts';
import type { TellScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { crmError } from '../errors.ts';
import { flushUnique } from '../flush-unique.ts';
import { validFields } from '../quality/valid-fields.ts';
import { recordChange } from '../record-change.ts';
import { requireParents } from '../require-parents.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { LEAD_FIELDS } from './lead-fields.ts';
import { readLead } from './lead-view.ts';
import { tellLeadTouched } from './tell-lead-touched.ts';

/**
 * Makes a lead, new unless told otherwise; its owner is the actor unless somebody who may assign names another.
 *
 * @throws AppError `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.product_not_found`, `crm.duplicate_external_id`,
 *   `crm.lead_converts_by_conversion`, `crm.bad_phone`, `crm.bad_email`,
 *   `crm.custom_invalid`
 */
export async function createLead(outer: TellScope, input: CreateLead): Promise<LeadView> {
  if (input.status === 'converted') throw crmError('crm.lead_converts_by_conversion');
  return await inTransaction(outer, async (scope) => {
    await requireParents(scope, { product_id: input.product_id });
    const ownership = await resolveOwner(scope, input.owner_id);
    const now = scope.clock.now();
    const lead = scope.em.create(Lead, {
      id: newId(),
      name: input.name,
      status: input.status ?? 'new',
      owner: ownership.owner,
      team: ownership.team,
      searchText: '',
      createdAt: now,
      updatedAt: now,
    });
    const changes = applyChanges(lead, validFields(input), LEAD_FIELDS);
    const names = [lead.name, lead.company];
    await applyCustom(scope, 'lead', lead, changes, { names, given: input.custom, record: 'new' });
    recordChange(scope, {
      entity: 'lead',
      id: lead.id,
      change: 'created',
      after: { ...changes.after, name: lead.name, status: lead.status, owner_id: ownership.owner },
    });
    await flushUnique(scope, input.external_id);
    await tellLeadTouched(scope, [lead.id], 'lead_created');
    return await readLead(scope, lead.id);
  });
}

import { Contact } from '../../../db/entities/crm/contact.entity.ts';
import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import type { ContactView, CreateContact } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { flushUnique } from '../flush-unique.ts';
import { lockRow } from '../lock-row.ts';
import { validFields } from '../quality/valid-fields.ts';
import { recordChange } from '../record-change.ts';
import { CONTACT_FIELDS } from './contact-fields.ts';
import { readContact } from './contact-view.ts';

/**
 * Makes a contact at a customer the actor may see.
 * @param record `derived` from another one, which need not know every required custom field
 * @throws AppError `crm.customer_not_found`, `crm.duplicate_external_id`, `crm.custom_invalid`,
 *   `crm.bad_phone`, `crm.bad_email`
 */
export async function createContact(
  outer: WriteScope,
  input: CreateContact,
  record: 'new' | 'derived' = 'new',
): Promise<ContactView> {
  return await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.customer_id, 'crm.customer_not_found');
    const now = scope.clock.now();
    const contact = scope.em.create(Contact, {
      id: newId(),
      customer: customer.id,
      name: input.name,
      searchText: '',
      createdAt: now,
      updatedAt: now,
    });
    const changes = applyChanges(contact, validFields(input), CONTACT_FIELDS);
    await applyCustom(scope, 'contact', contact, changes, { names: [contact.name], given: input.custom, record });
    appendTimeline(scope, {
      customerId: customer.id,
      kind: 'contact.created',
      about: input.name,
      entity: 'contact',
      entityId: contact.id,
    });
    recordChange(scope, {
      entity: 'contact',
      id: contact.id,
      change: 'created',
      after: { ...changes.after, name: input.name, customer_id: customer.id },
    });
    await flushUnique(scope, input.external_id);
    return await readContact(scope, contact.id);
  });
}

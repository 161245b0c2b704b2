import type { ContactView, UpdateContact } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { flushUnique } from '../flush-unique.ts';
import { keepHiddenPhone } from '../hide-phone.ts';
import { validFields } from '../quality/valid-fields.ts';
import { recordChange } from '../record-change.ts';
import { fieldWords } from '../words.ts';
import { CONTACT_FIELDS } from './contact-fields.ts';
import { readContact } from './contact-view.ts';
import { lockContact } from './lock-contact.ts';

/**
 * Changes a contact. Fields that are left out stay.
 * @throws AppError `crm.contact_not_found`, `crm.stale_version`, `crm.duplicate_external_id`, `crm.custom_invalid`,
 *   `crm.bad_phone`, `crm.bad_email`
 */
export async function updateContact(
  outer: WriteScope,
  input: UpdateContact & { readonly id: string },
): Promise<ContactView> {
  return await inTransaction(outer, async (scope) => {
    const contact = await lockContact(scope, input.id, input.version);
    const given = validFields(keepHiddenPhone(input, contact.phone), { phone: contact.phone, email: contact.email });
    const changes = applyChanges(contact, given, CONTACT_FIELDS);
    const change = { names: [contact.name], given: input.custom, record: 'stored' } as const;
    const labels = await applyCustom(scope, 'contact', contact, changes, change);
    if (hasChanges(changes)) {
      contact.updatedAt = scope.clock.now();
      appendTimeline(scope, {
        customerId: contact.customer,
        kind: 'contact.updated',
        about: `${contact.name}（${fieldWords(Object.keys(changes.after), labels)}）`,
        entity: 'contact',
        entityId: contact.id,
      });
      recordChange(scope, { entity: 'contact', id: contact.id, change: 'updated', ...changes });
      await flushUnique(scope, input.external_id);
    }
    return await readContact(scope, contact.id);
  });
}

import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { recordChange } from '../record-change.ts';
import { lockContact } from './lock-contact.ts';

/**
 * Deletes a contact; activities that named it stay, without it.
 * @throws AppError `crm.contact_not_found`
 */
export async function deleteContact(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const contact = await lockContact(scope, input.id);
    const { id, name, customer } = contact;
    scope.em.remove(contact);
    appendTimeline(scope, {
      customerId: customer,
      kind: 'contact.deleted',
      about: name,
      entity: 'contact',
      entityId: id,
    });
    recordChange(scope, { entity: 'contact', id, change: 'deleted', before: { name, customer_id: customer } });
    await scope.em.flush();
  });
}

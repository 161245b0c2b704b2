import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import type { CustomerView, UpdateCustomer } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { flushUnique } from '../flush-unique.ts';
import { keepHiddenPhone } from '../hide-phone.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { resolveNewOwner } from '../resolve-owner.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { fieldWords } from '../words.ts';
import { CUSTOMER_FIELDS } from './customer-fields.ts';
import { readCustomer } from './customer-view.ts';
import { transferCustomer } from './transfer-customer.ts';

/**
 * Changes a customer. Fields that are left out stay; a new `owner_id` transfers the customer with its open work.
 *
 * @throws AppError `crm.customer_not_found`, `crm.stale_version`, `crm.assign_not_allowed`, `crm.owner_not_found`,
 *   `crm.duplicate_external_id`
 */
export async function updateCustomer(
  outer: WriteScope,
  input: UpdateCustomer & { readonly id: string },
): Promise<CustomerView> {
  return await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.id, 'crm.customer_not_found', input.version);
    const ownership = await resolveNewOwner(scope, customer, input.owner_id);
    const changes = applyChanges(customer, keepHiddenPhone(input, customer.phone), CUSTOMER_FIELDS);
    if (hasChanges(changes)) {
      customer.searchText = searchText(customer.name, customer.shortName);
      customer.updatedAt = scope.clock.now();
      appendTimeline(scope, {
        customerId: customer.id,
        kind: 'customer.updated',
        about: fieldWords(Object.keys(changes.after)),
        entity: 'customer',
        entityId: customer.id,
      });
      recordChange(scope, { entity: 'customer', id: customer.id, change: 'updated', ...changes });
      await flushUnique(scope, input.external_id);
    }
    if (!ownership) return await readCustomer(scope, customer.id);
    return await transferCustomer(scope, { id: customer.id, version: customer.version, owner_id: ownership.owner });
  });
}

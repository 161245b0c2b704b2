import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import type { CustomerView, UpdateCustomer } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { flushUnique } from '../flush-unique.ts';
import { keepHiddenPhone } from '../hide-phone.ts';
import { lockRow } from '../lock-row.ts';
import { validFields } from '../quality/valid-fields.ts';
import { recordChange } from '../record-change.ts';
import { resolveNewOwner } from '../resolve-owner.ts';
import { fieldWords } from '../words.ts';
import { CUSTOMER_FIELDS } from './customer-fields.ts';
import { readCustomer } from './customer-view.ts';
import { transferCustomer } from './transfer-customer.ts';

/**
 * Changes a customer. Fields that are left out stay; a new `owner_id` transfers the customer with its open work.
 *
 * @throws AppError `crm.customer_not_found`, `crm.stale_version`, `crm.assign_not_allowed`, `crm.owner_not_found`,
 *   `crm.duplicate_external_id`, `crm.custom_invalid`, `crm.bad_phone`, `crm.bad_credit_code`
 */
export async function updateCustomer(
  outer: WriteScope,
  input: UpdateCustomer & { readonly id: string },
): Promise<CustomerView> {
  return await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.id, 'crm.customer_not_found', input.version);
    const ownership = await resolveNewOwner(scope, customer, input.owner_id);
    const given = validFields(keepHiddenPhone(input, customer.phone), {
      phone: customer.phone,
      credit_code: customer.creditCode,
    });
    const changes = applyChanges(customer, given, CUSTOMER_FIELDS);
    const names = [customer.name, customer.shortName];
    const change = { names, given: input.custom, record: 'stored' } as const;
    const labels = await applyCustom(scope, 'customer', customer, changes, change);
    if (hasChanges(changes)) {
      customer.updatedAt = scope.clock.now();
      appendTimeline(scope, {
        customerId: customer.id,
        kind: 'customer.updated',
        about: fieldWords(Object.keys(changes.after), labels),
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

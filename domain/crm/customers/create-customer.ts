import type { CreateCustomer, CustomerView } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { readCustomer } from './customer-view.ts';
import { insertCustomer } from './insert-customer.ts';

/**
 * Makes a customer; its owner is the actor unless somebody who may assign names another.
 * @throws AppError `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.duplicate_external_id`, `crm.custom_invalid`
 */
export async function createCustomer(outer: WriteScope, input: CreateCustomer): Promise<CustomerView> {
  return await inTransaction(outer, async (scope) => {
    const ownership = await resolveOwner(scope, input.owner_id);
    const customer = await insertCustomer(scope, input, ownership);
    return await readCustomer(scope, customer.id);
  });
}

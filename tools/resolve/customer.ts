import { getCustomer } from '../../domain/crm/customers/get-customer.ts';
import type { CustomerView } from '../../kernel/contracts/crm.ts';
import { resolveName, type ResolveScope } from './name.ts';

/**
 * The customer a name means, among those the actor may see.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveCustomer(scope: ResolveScope, said: string): Promise<CustomerView> {
  return await getCustomer(scope, { id: await resolveName(scope, 'customer', said) });
}

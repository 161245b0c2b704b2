import { Customer } from '../../db/entities/crm/customer.entity.ts';
import { queryOne } from '../../db/query.ts';
import { isVisible } from '../visible-rows.ts';
import type { ReadScope } from './crm-scope.ts';
import { crmError } from './errors.ts';

/**
 * Checks that the customer and product an opportunity or a lead names exist and that the actor may see the customer.
 * @throws AppError `crm.customer_not_found`, `crm.product_not_found`
 */
export async function requireParents(
  scope: ReadScope,
  input: { readonly customer_id?: string | null | undefined; readonly product_id?: string | null | undefined },
): Promise<void> {
  if (input.customer_id) {
    const customer = await scope.em.findOne(Customer, { id: input.customer_id });
    if (!customer || !isVisible(scope.actor, customer))
      throw crmError('crm.customer_not_found', { details: { id: input.customer_id } });
  }
  if (input.product_id) {
    const product = await queryOne(scope.em, 'select id from product where id = $1', [input.product_id]);
    if (!product) throw crmError('crm.product_not_found', { details: { id: input.product_id } });
  }
}

import { inTransaction } from '../../in-transaction.ts';
import type { CreateOrder, OrderDetail } from '../../../kernel/contracts/orders.ts';
import type { TellScope } from '../crm-scope.ts';
import { requireParents } from '../require-parents.ts';
import { priceLines } from '../opportunities/lines/price-lines.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { orderError } from './errors.ts';
import { insertOrder } from './insert-order.ts';
import { readOrder } from './order-view.ts';

/**
 * Makes an order without a deal behind it, for a customer one sees. Its amount is given or the total of its lines.
 *
 * @throws AppError `crm.customer_not_found`, `crm.product_not_found`, `crm.line_amount_too_large`, `crm.order_needs_amount`,
 *   `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.duplicate_number`, `crm.duplicate_external_id`
 */
export async function createOrder(outer: TellScope, input: CreateOrder): Promise<OrderDetail> {
  return await inTransaction(outer, async (scope) => {
    await requireParents(scope, input);
    const ownership = await resolveOwner(scope, input.owner_id);
    const { lines, total } = await priceLines(scope, input.lines ?? []);
    const amount = input.amount ?? (lines.length > 0 ? total : undefined);
    if (amount === undefined) throw orderError('crm.order_needs_amount');
    const order = await insertOrder(scope, { ...input, amount }, lines, ownership);
    return await readOrder(scope, order.id);
  });
}

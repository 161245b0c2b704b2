import { Params, queryOne } from '../../../db/query.ts';
import type { OrderDetail } from '../../../kernel/contracts/orders.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { readOrder, visibleOrders } from './order-view.ts';

/**
 * One order with its lines.
 * @throws AppError `crm.order_not_found`, also for one the actor may not see
 */
export async function getOrder(scope: ReadScope, input: { readonly id: string }): Promise<OrderDetail> {
  const params = new Params();
  const row = await queryOne(
    scope.em,
    `select r.id from sales_order r where r.id = ${params.add(input.id)} and ${visibleOrders(scope.actor, 'r', params)}`,
    params.values,
  );
  if (!row) throw crmError('crm.order_not_found', { details: { id: input.id } });
  return await readOrder(scope, input.id);
}

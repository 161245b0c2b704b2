import { Contract } from '../../../db/entities/crm/contract.entity.ts';
import { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { recordChange } from '../record-change.ts';
import { orderError } from './errors.ts';
import { lockVisible } from './lock-visible.ts';

/**
 * Deletes an order that was made by mistake, with its lines, plan and issues. While a contract rests on it, it stays.
 * @throws AppError `crm.order_not_found`, `crm.order_has_contracts`
 */
export async function deleteOrder(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await lockVisible(scope, SalesOrder, input.id, 'crm.order_not_found');
    const contracts = await scope.em.count(Contract, { order: row.id });
    if (contracts > 0) throw orderError('crm.order_has_contracts', { details: { count: contracts } });
    const { id, code, name, amount, customer } = row;
    scope.em.remove(row);
    appendTimeline(scope, { customerId: customer, kind: 'order.deleted', about: name, entity: 'order', entityId: id });
    recordChange(scope, {
      entity: 'order',
      id,
      change: 'deleted',
      before: { code, name, amount, customer_id: customer },
    });
    await scope.em.flush();
  });
}

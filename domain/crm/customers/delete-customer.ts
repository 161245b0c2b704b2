import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import { queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { lockRow } from '../lock-row.ts';
import { orderError } from '../orders/errors.ts';
import { recordChange } from '../record-change.ts';
import { openStageSql } from '../stage-table.ts';

/**
 * Deletes a customer with its contacts, activities and timeline. Closed deals stay for the reports, without a customer;
 * while one is open, or there is an order or a contract, the customer cannot go.
 *
 * @throws AppError `crm.customer_not_found`, `crm.customer_has_open_deals`, `crm.customer_has_orders`
 */
export async function deleteCustomer(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.id, 'crm.customer_not_found');
    const open = await queryOne<{ count: number }>(
      scope.em,
      `select count(*)::int as count from opportunity o where o.customer_id = $1 and ${openStageSql('o')}`,
      [customer.id],
    );
    if (open && open.count > 0) throw crmError('crm.customer_has_open_deals', { details: { count: open.count } });
    const sold = await queryOne<{ sold: boolean }>(
      scope.em,
      'select exists (select from sales_order where customer_id = $1) or exists (select from contract where customer_id = $1) as sold',
      [customer.id],
    );
    if (sold?.sold) throw orderError('crm.customer_has_orders');
    const before = { code: customer.code, name: customer.name, owner_id: customer.owner ?? null };
    scope.em.remove(customer);
    recordChange(scope, { entity: 'customer', id: customer.id, change: 'deleted', before });
    await scope.em.flush();
  });
}

import { Params, queryOne } from '../../../db/query.ts';
import type { CustomerView } from '../../../kernel/contracts/crm.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { hidePhone } from '../hide-phone.ts';
import { CUSTOMER_COLUMNS, CUSTOMER_JOINS } from './customer-view.ts';

/**
 * One customer.
 * @throws AppError `crm.customer_not_found`, also for one the actor may not see
 */
export async function getCustomer(scope: ReadScope, input: { readonly id: string }): Promise<CustomerView> {
  const params = new Params();
  const row = await queryOne<CustomerView>(
    scope.em,
    `select ${CUSTOMER_COLUMNS} from customer c ${CUSTOMER_JOINS}
     where c.id = ${params.add(input.id)} and ${visibleRows(scope.actor, 'c', params)}`,
    params.values,
  );
  if (!row) throw crmError('crm.customer_not_found', { details: { id: input.id } });
  return hidePhone(scope, row);
}

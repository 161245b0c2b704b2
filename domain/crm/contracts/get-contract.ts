import { Params, queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ContractView } from '../../../kernel/contracts/orders.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { localToday } from '../local-today.ts';
import { visibleOrders } from '../orders/order-view.ts';
import { readContract } from './contract-view.ts';

/**
 * One contract.
 * @throws AppError `crm.contract_not_found`, also for one the actor may not see
 */
export async function getContract(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<ContractView> {
  const params = new Params();
  const row = await queryOne(
    scope.em,
    `select r.id from contract r where r.id = ${params.add(input.id)} and ${visibleOrders(scope.actor, 'r', params)}`,
    params.values,
  );
  if (!row) throw crmError('crm.contract_not_found', { details: { id: input.id } });
  return await readContract(scope, input.id, localToday(scope.clock));
}

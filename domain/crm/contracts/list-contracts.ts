import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ContractList, ContractView } from '../../../kernel/contracts/orders.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { addDays } from '../../../kernel/time-phrases/calendar.ts';
import type { ReadScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { visibleOrders } from '../orders/order-view.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { wordsMatch } from '../words-match.ts';
import { CONTRACT_COLUMNS, contractJoins } from './contract-view.ts';

/** When one has to talk about going on: the day that was set for it, or else the last day of the contract. */
const RENEWAL_DAY = 'coalesce(r.renewal_on, r.ends_on)';

const SORTS = {
  created_at: 'r.created_at',
  updated_at: 'r.updated_at',
  ends_on: 'r.ends_on',
  renewal_on: RENEWAL_DAY,
  signed_on: 'r.signed_on',
  amount: 'r.amount',
  code: 'r.code',
  name: 'r.name',
  status: 'r.status',
} as const;

/** What the list may be cut by beyond the wire's query. */
export interface ContractExtras {
  readonly team_id?: string;
  /** Days between which the last day of a contract in force lies, both included. */
  readonly ends?: { readonly from: string; readonly to: string };
}

/**
 * The contracts the actor may see, newest first unless told otherwise. `ends_within` takes those in force whose last day is
 * at most that many days away, `renewal_within` those whose renewal is due by then or overdue.
 * @throws AppError `crm.unknown_sort`
 */
export async function listContracts(
  scope: ReadScope & { readonly clock: Clock },
  input: ContractList & ContractExtras,
): Promise<Page<ContractView>> {
  const params = new Params();
  const today = localToday(scope.clock);
  const where = [visibleOrders(scope.actor, 'r', params)];
  if (input.q?.trim()) where.push(wordsMatch('r', input.q, params));
  if (input.customer_id) where.push(`r.customer_id = ${params.add(input.customer_id)}`);
  if (input.order_id) where.push(`r.order_id = ${params.add(input.order_id)}`);
  if (input.owner_id) where.push(`r.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`r.team_id = ${params.add(input.team_id)}`);
  if (input.ends)
    where.push(
      `r.status = 'active' and r.ends_on between ${params.add(input.ends.from)}::date and ${params.add(input.ends.to)}::date`,
    );
  if (input.status) where.push(`r.status = ${params.add(input.status)}`);
  if (input.ends_within !== undefined)
    where.push(
      `r.status = 'active' and r.ends_on between ${params.add(today)}::date and ${params.add(addDays(today, input.ends_within))}::date`,
    );
  if (input.renewal_within !== undefined)
    where.push(`r.status = 'active' and ${RENEWAL_DAY} <= ${params.add(addDays(today, input.renewal_within))}::date`);
  return await pageOfRows<ContractView>(
    scope,
    {
      from: 'contract r',
      alias: 'r',
      where,
      orderBy: orderBy(input.sort, SORTS, 'r', '-created_at'),
      columns: CONTRACT_COLUMNS,
      // A day of this house's own calendar, not a person's text: the count of the list does not know the joins' parameters.
      joins: contractJoins(`'${today}'`),
      params,
    },
    input,
  );
}

import { Params } from '../../../db/query.ts';
import type { OrderList, OrderView } from '../../../kernel/contracts/orders.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { TASK_WAITS } from '../delivery/tasks/task-waits.ts';
import { wordsMatch } from '../words-match.ts';
import { ORDER_COLUMNS, ORDER_JOINS, visibleOrders } from './order-view.ts';

const SORTS = {
  created_at: 'r.created_at',
  updated_at: 'r.updated_at',
  ordered_on: 'r.ordered_on',
  amount: 'r.amount',
  code: 'r.code',
  name: 'r.name',
  status: 'r.status',
  /** The most late delivery first, then what is due next; orders with nothing to deliver come last. */
  next_due: `(select min(t.due_on) from delivery_plan p join delivery_task t on t.plan_id = p.id where p.order_id = r.id and ${TASK_WAITS})`,
} as const;

/**
 * The orders the actor may see, newest first unless told otherwise. `ordered_from` and `ordered_to` are both included.
 * @throws AppError `crm.unknown_sort`
 */
export async function listOrders(
  scope: ReadScope,
  input: OrderList & { readonly team_id?: string },
): Promise<Page<OrderView>> {
  const params = new Params();
  const where = [visibleOrders(scope.actor, 'r', params)];
  if (input.q?.trim()) where.push(wordsMatch('r', input.q, params));
  if (input.customer_id) where.push(`r.customer_id = ${params.add(input.customer_id)}`);
  if (input.opportunity_id) where.push(`r.opportunity_id = ${params.add(input.opportunity_id)}`);
  if (input.owner_id) where.push(`r.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`r.team_id = ${params.add(input.team_id)}`);
  if (input.status) where.push(`r.status = ${params.add(input.status)}`);
  if (input.ordered_from) where.push(`r.ordered_on >= ${params.add(input.ordered_from)}::date`);
  if (input.ordered_to) where.push(`r.ordered_on <= ${params.add(input.ordered_to)}::date`);
  return await pageOfRows<OrderView>(
    scope,
    {
      from: 'sales_order r',
      alias: 'r',
      where,
      orderBy: orderBy(input.sort, SORTS, 'r', '-created_at'),
      columns: ORDER_COLUMNS,
      joins: ORDER_JOINS,
      params,
    },
    input,
  );
}

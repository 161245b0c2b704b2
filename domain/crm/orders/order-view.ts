import { query, queryOne, type Params } from '../../../db/query.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { LineView } from '../../../kernel/contracts/deals.ts';
import type { OrderDetail, OrderView } from '../../../kernel/contracts/orders.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { TASK_WAITS } from '../delivery/tasks/task-waits.ts';
import { LINE_COLUMNS } from '../opportunities/lines/list-lines.ts';

/** The columns of an `OrderView`, for an order under the alias `r` with `ORDER_JOINS`. */
export const ORDER_COLUMNS = `r.id, r.code, r.number, r.name, r.customer_id, c.name as customer_name, r.opportunity_id,
  o.name as opportunity_name, r.amount::float8 as amount, r.ordered_on::text as ordered_on, r.status, r.note, r.external_id,
  p.id as plan_id, coalesce(d.total, 0)::int as tasks_total, coalesce(d.done, 0)::int as tasks_done,
  d.next_due_on::text as next_due_on, r.owner_id, u.name as owner_name, tm.name as team_name, r.version, iso(r.created_at) as created_at,
  iso(r.updated_at) as updated_at`;

export const ORDER_JOINS = `join customer c on c.id = r.customer_id left join opportunity o on o.id = r.opportunity_id
  left join delivery_plan p on p.order_id = r.id
  left join lateral (select count(*) filter (where t.status <> 'cancelled') as total, count(*) filter (where t.status = 'done') as done,
    min(t.due_on) filter (where ${TASK_WAITS}) as next_due_on from delivery_task t where t.plan_id = p.id) d on true left join app_user u on u.id = r.owner_id left join team tm on tm.id = r.team_id`;

/**
 * The condition that keeps orders or contracts to what the actor may see: their own or their team's, and those of customers
 * they see, so that whoever takes a customer over finds what was sold to it.
 */
export function visibleOrders(
  actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>,
  alias: string,
  params: Params,
): string {
  if (actor.dataScope === 'all') return 'true';
  const own = visibleRows(actor, alias, params);
  // One list after the other, not one with «or»: either is read from its index alone.
  const owned = `select vc.id from customer vc where vc.owner_id = ${params.add(actor.userId)}`;
  const ofTeam =
    actor.dataScope === 'team' && actor.teamId
      ? ` union all select vc.id from customer vc where vc.team_id = ${params.add(actor.teamId)}`
      : '';
  return `(${own} or ${alias}.customer_id in (${owned}${ofTeam}))`;
}

/**
 * Reads an order with its lines without asking whose it is: for the answer of a verb that has settled that already.
 * @throws AppError `crm.order_not_found`
 */
export async function readOrder(scope: Pick<ReadScope, 'em'>, id: string): Promise<OrderDetail> {
  const row = await queryOne<OrderView>(
    scope.em,
    `select ${ORDER_COLUMNS} from sales_order r ${ORDER_JOINS} where r.id = $1`,
    [id],
  );
  if (!row) throw crmError('crm.order_not_found', { details: { id } });
  const lines = await query<LineView>(
    scope.em,
    `select ${LINE_COLUMNS} from sales_order_line l where l.order_id = $1 order by l.position`,
    [id],
  );
  return { ...row, lines };
}

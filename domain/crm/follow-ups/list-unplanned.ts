import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { UnplannedList, UnplannedView } from '../../../kernel/contracts/reminders.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows, type ListPlan } from '../page-of-rows.ts';
import { openStageSql } from '../stage-table.ts';
import { keptSum } from '../sums/kept-sums.ts';

/** SQL: a deal on its way for which nothing is planned (alias `o`). */
export const DEAL_UNPLANNED = `${openStageSql('o')} and not exists (select from activity pa where pa.opportunity_id = o.id and pa.status = 'planned')`;

// Both sides of the kept value by themselves, so that the database knows how many rows to expect.
const PLANNED = keptSum('planned', 'c.id');
const OPEN_DEALS = keptSum('open_deals', 'c.id');

/** SQL: a customer for whom nothing is planned (alias `c`). */
export const CUSTOMER_UNPLANNED = `exists (select from ${PLANNED.rows} and (f.id is null and x.planned = 0 or f.value = 0))`;

/** SQL: a customer with a deal on its way (alias `c`). */
export const CUSTOMER_HAS_DEAL = `exists (select from ${OPEN_DEALS.rows} and (f.id is null and x.open_deals > 0 or f.value > 0))`;

/** The wire's query, and whose team. */
export type UnplannedAsked = UnplannedList & { readonly team_id?: string };

/**
 * Customers or deals on their way for which nobody has planned anything, longest untouched first. A plan of one of its deals
 * counts for the customer.
 */
export async function listUnplanned(
  scope: ReadScope & { readonly clock: Clock },
  input: UnplannedAsked,
): Promise<Page<UnplannedView>> {
  const params = new Params();
  const idle = (alias: string): string =>
    `floor(extract(epoch from '${scope.clock.now().toISOString()}'::timestamptz - coalesce(${alias}.last_activity_at, ${alias}.created_at)) / 86400)::int`;
  const plan =
    input.kind === 'customer' ? customers(scope, input, params, idle('c')) : deals(scope, input, params, idle('o'));
  return await pageOfRows<UnplannedView>(scope, { ...plan, params }, input);
}

type Plan = Omit<ListPlan, 'params'>;

function customers(scope: ReadScope, input: UnplannedAsked, params: Params, idle: string): Plan {
  const where = [visibleRows(scope.actor, 'c', params), 'c.owner_id is not null', CUSTOMER_UNPLANNED];
  if (input.owner_id) where.push(`c.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`c.team_id = ${params.add(input.team_id)}`);
  if (input.with_deals) where.push(CUSTOMER_HAS_DEAL);
  return {
    from: 'customer c',
    picky: true,
    alias: 'c',
    where,
    orderBy: 'coalesce(c.last_activity_at, c.created_at) asc, c.id asc',
    columns: `'customer' as kind, c.id, c.code, c.name, c.id as customer_id, c.name as customer_name, c.owner_id, u.name as owner_name,
      iso(c.last_activity_at) as last_activity_at, greatest(${idle}, 0) as idle_days,
      (select sum(o.amount)::float8 from opportunity o where o.customer_id = c.id and ${openStageSql('o')}) as amount`,
    joins: 'left join app_user u on u.id = c.owner_id',
  };
}

function deals(scope: ReadScope, input: UnplannedAsked, params: Params, idle: string): Plan {
  const where = [visibleRows(scope.actor, 'o', params), DEAL_UNPLANNED];
  if (input.owner_id) where.push(`o.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`o.team_id = ${params.add(input.team_id)}`);
  return {
    from: 'opportunity o',
    alias: 'o',
    where,
    orderBy: 'coalesce(o.last_activity_at, o.created_at) asc, o.id asc',
    columns: `'opportunity' as kind, o.id, o.code, o.name, o.customer_id, c.name as customer_name, o.owner_id, u.name as owner_name,
      iso(o.last_activity_at) as last_activity_at, greatest(${idle}, 0) as idle_days, o.amount::float8 as amount`,
    joins: 'left join customer c on c.id = o.customer_id left join app_user u on u.id = o.owner_id',
  };
}

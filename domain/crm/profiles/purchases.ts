import { query, queryOne } from '../../../db/query.ts';
import type { RfmBounds } from '../../../kernel/contracts/profile.ts';
import type { WriteScope } from '../crm-scope.ts';
import { daysAgo, localDay, localToday } from '../local-today.ts';
import type { Purchases } from './value-tier.ts';

/** Every purchase: orders that stand, and won deals that never became an order. */
const PURCHASES = `(
  select o.customer_id, o.ordered_on as day, o.amount from sales_order o where o.status <> 'cancelled'
  union all
  select d.customer_id, coalesce(d.closed_on, (d.stage_changed_at at time zone 'Asia/Shanghai')::date), coalesce(d.amount, 0)
  from opportunity d where d.stage = 'won' and d.customer_id is not null
    and not exists (select 1 from sales_order o where o.opportunity_id = d.id)
)`;

export interface CustomerPurchases extends Purchases {
  readonly lastOn: string | null;
}
export const NO_PURCHASES: CustomerPurchases = { recency: null, orders: 0, spent: 0, lastOn: null };

/** What each of these customers bought within the window; those who bought nothing are left out. */
export async function purchasesOf(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  customerIds: readonly string[],
  windowDays: number,
): Promise<Map<string, CustomerPurchases>> {
  const rows = await query<{ id: string; last_on: string; recency: number; orders: number; spent: number }>(
    scope.em,
    `select p.customer_id as id, max(p.day)::text as last_on, $3::date - max(p.day) as recency, count(*)::int as orders,
       sum(p.amount)::float8 as spent
     from ${PURCHASES} p where p.customer_id = any($1::uuid[]) and p.day > $2::date and p.day <= $3::date group by p.customer_id`,
    [customerIds, localDay(daysAgo(scope.clock, windowDays)), localToday(scope.clock)],
  );
  return new Map(
    rows.map(({ id, recency, orders, spent, last_on }) => [id, { recency, orders, spent, lastOn: last_on }]),
  );
}

/** Splits the organisation's buyers into fifths and keeps the boundaries; without any buyer the former ones stay. */
export async function countBounds(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  windowDays: number,
): Promise<RfmBounds | null> {
  const fifths = `within group (order by`;
  const row = await queryOne<RfmBounds & { buyers: number }>(
    scope.em,
    `select count(*)::int as buyers,
       percentile_disc(array[0.2, 0.4, 0.6, 0.8]) ${fifths} recency)::float8[] as recency,
       percentile_disc(array[0.2, 0.4, 0.6, 0.8]) ${fifths} orders)::float8[] as frequency,
       percentile_disc(array[0.2, 0.4, 0.6, 0.8]) ${fifths} spent)::float8[] as monetary
     from (select $2::date - max(p.day) as recency, count(*)::int as orders, sum(p.amount) as spent
           from ${PURCHASES} p where p.day > $1::date and p.day <= $2::date group by p.customer_id) bought`,
    [localDay(daysAgo(scope.clock, windowDays)), localToday(scope.clock)],
  );
  if (!row || row.buyers === 0) return null;
  const bounds = { recency: row.recency, frequency: row.frequency, monetary: row.monetary };
  await query(
    scope.em,
    `insert into rfm_bounds (id, bounds, buyers, computed_at) values (1, $1::jsonb, $2, $3)
     on conflict (id) do update set bounds = excluded.bounds, buyers = excluded.buyers, computed_at = excluded.computed_at`,
    [JSON.stringify(bounds), row.buyers, scope.clock.now()],
  );
  return bounds;
}

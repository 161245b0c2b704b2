import { queryOne } from '../../../db/query.ts';
import type { Stage } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';

/** Low, middle and high of a figure over won deals: the 10th, 50th and 90th per cent, and how many stand behind it. */
export interface Spread {
  readonly n: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What the organisation's own won deals say; null where fewer than `ENOUGH` say anything. */
export interface WonHistory {
  /** Won deals that were looked at. */
  readonly deals: number;
  /** Days from coming into the stage until won, of deals that took at least as long as this one has. */
  readonly daysToWon: Spread | null;
  /** Whether those days count from the stage, or (where stages were not kept) from the day the deal was opened. */
  readonly daysFrom: 'stage' | 'opening';
  /** Days between one activity and the next. */
  readonly activityGap: Spread | null;
  /** Amounts in yuan: of the product, or of everything where the product has too few. */
  readonly amount: Spread | null;
  readonly amountOf: 'product' | 'all';
}

/** How many deals a comparison needs at least. */
export const ENOUGH = 8;

interface Asked {
  readonly stage: Stage;
  readonly product_id: string | null;
  readonly days_in_stage: number;
  readonly days_open: number;
  /** Won on this day at the latest (`YYYY-MM-DD`), and not more than two years before it. */
  readonly today: string;
}

/**
 * Reads what won deals of the last two years say about a deal like this one: the last 500 of them, over the whole
 * organisation. Only percentiles leave this function, never a deal.
 */
export async function readWonHistory(scope: Pick<ReadScope, 'em'>, asked: Asked): Promise<WonHistory> {
  const spread = (value: string, filter: string): string =>
    `jsonb_build_object('n', count(${value}) filter (where ${filter}),
       'low', percentile_cont(0.1) within group (order by ${value}) filter (where ${filter}),
       'middle', percentile_cont(0.5) within group (order by ${value}) filter (where ${filter}),
       'high', percentile_cont(0.9) within group (order by ${value}) filter (where ${filter}))`;
  const row = await queryOne<
    Record<'stage_days' | 'cycle_days' | 'gaps' | 'product_amount' | 'amount', Spread> & { deals: number }
  >(
    scope.em,
    `with won as (
       select o.id, o.amount::float8 as amount, o.product_id, o.closed_on, (o.closed_on - o.opened_on)::float8 as cycle,
         (select (o.closed_on - local_day(min(s.changed_at)))::float8 from stage_change s
          where s.opportunity_id = o.id and s.to_stage = $1) as in_stage
       from opportunity o
       where o.stage = 'won' and o.closed_on between $5::date - 730 and $5::date order by o.closed_on desc, o.id limit 500
     ), gaps as (
       select extract(epoch from a.occurred_at - lag(a.occurred_at) over (partition by a.opportunity_id order by a.occurred_at))::float8 / 86400 as gap
       from activity a join (select id from won limit 200) w on w.id = a.opportunity_id where a.status = 'done'
     )
     select (select count(*)::int from won) as deals,
       (select ${spread('gap', 'gap >= 0')} from gaps) as gaps,
       ${spread('in_stage', 'in_stage >= $3::float8')} as stage_days, ${spread('cycle', 'cycle >= $4::float8')} as cycle_days,
       ${spread('amount', 'product_id = $2::uuid and amount > 0')} as product_amount, ${spread('amount', 'amount > 0')} as amount
     from won`,
    [asked.stage, asked.product_id, asked.days_in_stage, asked.days_open, asked.today],
  );
  const known = (one: Spread | undefined): Spread | null => (one && one.n >= ENOUGH ? one : null);
  const stageDays = known(row?.stage_days);
  const productAmount = known(row?.product_amount);
  return {
    deals: row?.deals ?? 0,
    daysToWon: stageDays ?? known(row?.cycle_days),
    daysFrom: stageDays ? 'stage' : 'opening',
    activityGap: known(row?.gaps),
    amount: productAmount ?? known(row?.amount),
    amountOf: productAmount ? 'product' : 'all',
  };
}

import { query } from '../../../db/query.ts';
import type { ReadScope } from '../crm-scope.ts';
import { dealStateSql } from './deal-state.ts';

/** Whether a deal was to close by the end of the window, as known on the day. */
export type Due = 'due' | 'later' | 'none';

/** How many deals of a class were open on a past day, and how many of them were won in the window. */
export interface HistoryCell {
  readonly day: string;
  readonly ahead: number;
  readonly stage: string;
  readonly age: number;
  readonly due: Due;
  readonly n: number;
  readonly wins: number;
  /** Deals of it whose amount was known on the day, and what they said together; what the won ones brought. In yuan. */
  readonly known: number;
  readonly amount: number;
  readonly won: number;
}

/** What was won in the window by deals that were not there yet on the day. Money in yuan. */
export interface NewBusiness {
  readonly day: string;
  readonly ahead: number;
  readonly owner_id: string | null;
  readonly team_id: string | null;
  readonly wins: number;
  readonly amount: number;
}

export interface History {
  readonly cells: readonly HistoryCell[];
  readonly news: readonly NewBusiness[];
}

/** Days and windows as relations: `days (s)` and `windows (s, ahead, month)`; `$1` days, `$2` months ahead. */
const WINDOWS = `days as (select unnest($1::date[]) as s),
  windows as (select s, h as ahead, (date_trunc('month', s) + make_interval(months => h))::date as month
    from days cross join unnest($2::int[]) h)`;

/**
 * Reads how past months went, as they could be seen from the given days: one statement each for the deals that were open and
 * for those that came later. Over the whole organisation; only counts and sums leave this function.
 */
export async function readHistory(
  scope: Pick<ReadScope, 'em'>,
  days: readonly string[],
  ahead: readonly number[],
): Promise<History> {
  // Windows are months, so deals of a day are counted by the months they were to close and were won in before windows are
  // looked at; what was open on the day can only be won after it, also in the rest of its own month.
  const cells = await query<HistoryCell>(
    scope.em,
    `with ${WINDOWS}, counted as (
       select t.s, t.stage, t.age, date_trunc('month', t.close_on)::date as close_month, date_trunc('month', t.won_on)::date as won_month,
         count(*)::int as n, count(*) filter (where t.amount > 0) as known, sum(t.amount) as amount, sum(t.won_amount) as won
       from (${dealStateSql('days')}) t group by 1, 2, 3, 4, 5
     )
     select w.s::text as day, w.ahead, t.stage, t.age,
       case when t.close_month is null then 'none' when t.close_month <= w.month then 'due' else 'later' end as due,
       sum(t.n)::int as n, coalesce(sum(t.n) filter (where t.won_month = w.month), 0)::int as wins, sum(t.known)::int as known,
       coalesce(sum(t.amount), 0)::float8 as amount, coalesce(sum(t.won) filter (where t.won_month = w.month), 0)::float8 as won
     from windows w join counted t on t.s = w.s group by 1, 2, 3, 4, 5`,
    [days, ahead],
  );
  const news = await query<NewBusiness>(
    scope.em,
    `with ${WINDOWS}
     select w.s::text as day, w.ahead, o.owner_id, o.team_id, count(*)::int as wins, coalesce(sum(o.amount), 0)::float8 as amount
     from windows w join opportunity o on o.stage = 'won' and date_trunc('month', o.closed_on)::date = w.month
       and coalesce(o.opened_on, local_day(o.created_at)) > w.s
     group by 1, 2, 3, 4`,
    [days, ahead],
  );
  return { cells, news };
}

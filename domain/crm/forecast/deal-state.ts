/** The first days of the age classes after the youngest: a deal of 40 days stands in class 2. */
export const AGE_CLASSES = [15, 31, 61, 91, 121, 181] as const;

/**
 * SQL of deals as they stood on the evening of a day, from what was written down then: only events up to that day count.
 * `days` is a relation with the column `s`. Columns: `s`, `id`, `owner_id`, `team_id`, `product_id`, `won_on` and `won_amount`
 * (what became of it), `stage` (`unknown` when no move was kept by then), `age` (class of days since it was opened),
 * `close_on` and `amount` as they were known.
 *
 * A deal without an opening day counts from the day it was entered; a closed deal without a closing day is left out.
 */
export function dealStateSql(days: string, condition = 'true'): string {
  return `select d.s, o.id, o.owner_id, o.team_id, o.product_id, case when o.stage = 'won' then o.closed_on end as won_on,
      o.amount as won_amount, coalesce(st.to_stage, 'unknown') as stage, o.probability,
      width_bucket(d.s - coalesce(o.opened_on, local_day(o.created_at)), array[${AGE_CLASSES.join(', ')}]) as age,
      cl.new_value::date as close_on, am.new_value::numeric as amount
    from ${days} d
    join opportunity o on coalesce(o.opened_on, local_day(o.created_at)) <= d.s and (o.closed_on is null or o.closed_on > d.s)
      and (o.closed_on is not null or o.stage not in ('won', 'lost')) and ${condition}
    left join lateral (
      select c.to_stage from stage_change c
      where c.opportunity_id = o.id and c.changed_at < (d.s + 1)::timestamp at time zone 'Asia/Shanghai'
      order by c.changed_at desc, c.id desc limit 1
    ) st on true
    left join lateral (${valueAt('expected_close')}) cl on true
    left join lateral (${valueAt('amount')}) am on true`;
}

function valueAt(field: 'expected_close' | 'amount'): string {
  return `select v.new_value from deal_value_change v
      where v.opportunity_id = o.id and v.field = '${field}' and v.changed_at < (d.s + 1)::timestamp at time zone 'Asia/Shanghai'
      order by v.id desc limit 1`;
}

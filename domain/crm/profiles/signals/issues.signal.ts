import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql } from './measure-by-sql.ts';

/** What goes wrong in delivery, a graver issue counting more. Only of those who ordered something. */
export const issuesSignal: HealthSignal = {
  key: 'issues',
  label: '交付和售后问题',
  figure: '未解决的问题（轻 1、中 2、重 4、紧急 8 相加）',
  rule: {
    weight: 15,
    bands: [
      { up_to: 0, points: 100 },
      { up_to: 2, points: 60 },
      { up_to: 5, points: 25 },
      { up_to: null, points: 0 },
    ],
  },
  measure: measureBySql(`select c.id, coalesce((
      select sum(case i.severity when 'low' then 1 when 'medium' then 2 when 'high' then 4 else 8 end)
      from delivery_issue i where i.customer_id = c.id and i.status in ('open', 'doing')), 0)::int as figure
    from unnest($1::uuid[]) as c(id) where $2::timestamptz is not null
      and (exists (select 1 from sales_order o where o.customer_id = c.id and o.status <> 'cancelled')
        or exists (select 1 from delivery_issue i where i.customer_id = c.id))`),
  words: (weight) => (weight === 0 ? '没有未解决的交付问题' : `有未解决的交付问题（严重程度合计 ${weight}）`),
};

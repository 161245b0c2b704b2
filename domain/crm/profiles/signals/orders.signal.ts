import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql, TODAY_SQL } from './measure-by-sql.ts';

/** Whether the next order is late by the customer's own habit; with a single order a year counts as its habit. */
export const ordersSignal: HealthSignal = {
  key: 'orders',
  label: '下单节奏',
  figure: '距上次下单的时间与平时下单间隔之比',
  rule: {
    weight: 15,
    bands: [
      { up_to: 1, points: 100 },
      { up_to: 1.5, points: 75 },
      { up_to: 2, points: 45 },
      { up_to: 3, points: 20 },
      { up_to: null, points: 0 },
    ],
  },
  measure: measureBySql(`select id, round((${TODAY_SQL} - latest)
      / greatest(case when orders > 1 then (latest - first)::numeric / (orders - 1) else 365 end, 30), 2)::float8 as figure
    from (select o.customer_id as id, count(*) as orders, min(o.ordered_on) as first, max(o.ordered_on) as latest
          from sales_order o where o.customer_id = any($1::uuid[]) and o.status <> 'cancelled' and o.ordered_on <= ${TODAY_SQL}
          group by o.customer_id) ordered`),
  words: (ratio) => (ratio <= 1 ? '下单节奏正常' : `距上次下单的时间已是平时间隔的 ${ratio} 倍`),
};

import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql } from './measure-by-sql.ts';

/** How long ago anybody of ours was in touch. */
export const contactSignal: HealthSignal = {
  key: 'contact',
  label: '最近联系',
  figure: '距上次联系的天数',
  rule: {
    weight: 20,
    bands: [
      { up_to: 7, points: 100 },
      { up_to: 14, points: 85 },
      { up_to: 30, points: 65 },
      { up_to: 60, points: 35 },
      { up_to: 90, points: 15 },
      { up_to: null, points: 0 },
    ],
  },
  measure:
    measureBySql(`select a.customer_id as id, floor(extract(epoch from $2::timestamptz - max(a.occurred_at)) / 86400)::int as figure
    from activity a where a.customer_id = any($1::uuid[]) and a.status = 'done' and a.kind <> 'note' and a.occurred_at <= $2
    group by a.customer_id`),
  words: (days) => (days <= 0 ? '今天刚联系过' : `${days} 天没有联系`),
};

import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql } from './measure-by-sql.ts';

/** Words by which a recorded talk is known as a complaint, until the room of after-sales reports its own. */
const COMPLAINT_WORDS = ['投诉', '退款', '退货', '不满', '差评'] as const;

/** Complaints that people wrote down after a talk. */
export const complaintsSignal: HealthSignal = {
  key: 'complaints',
  label: '投诉',
  figure: '近 60 天跟进记录里提到的投诉次数',
  rule: {
    weight: 10,
    bands: [
      { up_to: 0, points: 100 },
      { up_to: 1, points: 40 },
      { up_to: null, points: 0 },
    ],
  },
  measure:
    measureBySql(`select a.customer_id as id, (count(*) filter (where a.occurred_at > $2::timestamptz - interval '60 days'
      and concat(a.subject, ' ', a.content) ~ '${COMPLAINT_WORDS.join('|')}'))::int as figure
    from activity a where a.customer_id = any($1::uuid[]) and a.status = 'done'
      and a.occurred_at > $2::timestamptz - interval '180 days' and a.occurred_at <= $2
    group by a.customer_id`),
  words: (count) => (count === 0 ? '近期没有投诉' : `近 60 天有 ${count} 次投诉或退款的记录`),
};

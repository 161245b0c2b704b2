import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql } from './measure-by-sql.ts';

/** Talks by phone and face to face. */
export const callsSignal: HealthSignal = {
  key: 'calls',
  label: '通话和见面',
  figure: '近 60 天通话、拜访、会议和演示次数',
  rule: {
    weight: 10,
    bands: [
      { up_to: 0, points: 10 },
      { up_to: 1, points: 60 },
      { up_to: 3, points: 85 },
      { up_to: null, points: 100 },
    ],
  },
  measure: measureBySql(`select a.customer_id as id,
      (count(*) filter (where a.occurred_at > $2::timestamptz - interval '60 days'))::int as figure
    from activity a where a.customer_id = any($1::uuid[]) and a.status = 'done' and a.kind in ('call', 'visit', 'meeting', 'demo')
      and a.occurred_at > $2::timestamptz - interval '365 days' and a.occurred_at <= $2
    group by a.customer_id`),
  words: (count) => (count === 0 ? '近 60 天没有通话或见面' : `近 60 天通话或见面 ${count} 次`),
};

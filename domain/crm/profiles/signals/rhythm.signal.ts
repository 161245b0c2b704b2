import { formatPercent } from '../../../../kernel/format/percent.ts';
import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql } from './measure-by-sql.ts';

/** Whether the last month was as lively as the three before. With fewer than three contacts there is no habit to compare with. */
export const rhythmSignal: HealthSignal = {
  key: 'rhythm',
  label: '往来节奏',
  figure: '近 30 天往来次数与之前三个月月均之比',
  rule: {
    weight: 15,
    bands: [
      { up_to: 0, points: 0 },
      { up_to: 0.4, points: 30 },
      { up_to: 0.75, points: 60 },
      { up_to: 1.1, points: 85 },
      { up_to: null, points: 100 },
    ],
  },
  measure: measureBySql(`select id, case when before >= 3 then round(lately / (before / 3.0), 2)::float8 end as figure
    from (select a.customer_id as id,
            count(*) filter (where a.occurred_at > $2::timestamptz - interval '30 days') as lately,
            count(*) filter (where a.occurred_at <= $2::timestamptz - interval '30 days') as before
          from activity a where a.customer_id = any($1::uuid[]) and a.status = 'done' and a.kind <> 'note'
            and a.occurred_at > $2::timestamptz - interval '120 days' and a.occurred_at <= $2
          group by a.customer_id) counted`),
  words: (ratio) => (ratio <= 0 ? '近 30 天没有往来，以前一直有' : `近 30 天的往来是平时的 ${formatPercent(ratio)}`),
};

import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql } from './measure-by-sql.ts';

/** Messages exchanged and recorded by hand, until the room of messages reports the customer's own replies. */
export const repliesSignal: HealthSignal = {
  key: 'replies',
  label: '微信和邮件往来',
  figure: '近 30 天微信和邮件往来次数',
  rule: {
    weight: 15,
    bands: [
      { up_to: 0, points: 15 },
      { up_to: 1, points: 55 },
      { up_to: 3, points: 80 },
      { up_to: null, points: 100 },
    ],
  },
  measure: measureBySql(`select a.customer_id as id,
      (count(*) filter (where a.occurred_at > $2::timestamptz - interval '30 days'))::int as figure
    from activity a where a.customer_id = any($1::uuid[]) and a.status = 'done' and a.kind in ('wechat', 'email')
      and a.occurred_at > $2::timestamptz - interval '365 days' and a.occurred_at <= $2
    group by a.customer_id`),
  words: (count) => (count === 0 ? '近 30 天没有微信或邮件往来' : `近 30 天有 ${count} 次微信或邮件往来`),
};

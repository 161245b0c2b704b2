import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql, TODAY_SQL } from './measure-by-sql.ts';

/** For how long the oldest payment is late. */
export const paymentsSignal: HealthSignal = {
  key: 'payments',
  label: '回款',
  figure: '最早一笔逾期回款的逾期天数（没有逾期为 0）',
  rule: {
    weight: 10,
    bands: [
      { up_to: 0, points: 100 },
      { up_to: 15, points: 60 },
      { up_to: 45, points: 25 },
      { up_to: null, points: 0 },
    ],
  },
  measure: measureBySql(`select c.customer_id as id,
      coalesce(max(${TODAY_SQL} - m.due_on) filter (where m.done_on is null and m.due_on < ${TODAY_SQL}), 0) as figure
    from contract_milestone m join contract c on c.id = m.contract_id
    where c.customer_id = any($1::uuid[]) and m.kind = 'payment' and c.status <> 'draft' group by c.customer_id`),
  words: (days) => (days === 0 ? '没有逾期回款' : `有回款逾期 ${days} 天`),
};

import type { HealthSignal } from '../health-signal.port.ts';
import { measureBySql, TODAY_SQL } from './measure-by-sql.ts';

/** Days until the contract that ends last runs out; negative once it has, and nothing follows. */
export const renewalSignal: HealthSignal = {
  key: 'renewal',
  label: '合同续约',
  figure: '距合同到期的天数（已到期为负数）',
  rule: {
    weight: 15,
    bands: [
      { up_to: -1, points: 0 },
      { up_to: 30, points: 40 },
      { up_to: 90, points: 75 },
      { up_to: null, points: 100 },
    ],
  },
  measure: measureBySql(`select c.customer_id as id, max(c.ends_on) - ${TODAY_SQL} as figure
    from contract c where c.customer_id = any($1::uuid[]) and c.status in ('active', 'expired', 'terminated') and c.ends_on is not null
      and not exists (select 1 from contract next where next.previous_id = c.id and next.status <> 'draft')
    group by c.customer_id`),
  words: (days) =>
    days < 0 ? `合同已到期 ${-days} 天，还没有续约` : days === 0 ? '合同今天到期' : `合同还有 ${days} 天到期`,
};

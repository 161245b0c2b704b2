import type { LookedUp } from '../../../db/condition-sql.ts';
import { countedSql, CUSTOMER_SUMS, type CustomerSum, type Hanging } from './sum-table.ts';

/** SQL: the customers whose kept sums may not be true any more, also because of what the reader itself wrote. */
const CHANGED = '(select distinct customer_id as id from customer_touched where changed)';

/**
 * One sum of the customer `id` (an expression): what is kept, or of a customer something happened to since, what its rows say
 * now. So it is true at once after each write, and only few customers are counted.
 */
export function keptSum(name: CustomerSum, id: string): LookedUp {
  const sum: Hanging = CUSTOMER_SUMS[name];
  return {
    rows: `customer_sums x left join (select t.id, ${countedSql(sum, 't.id')} as value from ${CHANGED} t) f on f.id = x.customer_id where x.customer_id = ${id}`,
    item: `(case when f.id is null then x.${name} else f.value end)`,
    ...(sum.empty === undefined ? {} : { empty: sum.empty }),
  };
}

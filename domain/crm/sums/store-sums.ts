import { query } from '../../../db/query.ts';
import type { WriteScope } from '../crm-scope.ts';
import { countedSql, CUSTOMER_SUMS } from './sum-table.ts';

const COLUMNS = Object.keys(CUSTOMER_SUMS);
const COUNTED = Object.entries(CUSTOMER_SUMS).map(([name, sum]) => `${countedSql(sum, 'c.id')} as ${name}`);

/**
 * Counts the sums of some customers in the transaction that takes their notes off `customer_touched`. They are locked by a
 * statement of its own first, so that what is counted then is not older than what another process keeps. Every customer has a
 * row from its beginning (trigger).
 * @returns how many changed
 */
export async function storeSums(scope: Pick<WriteScope, 'em'>, customerIds: readonly string[]): Promise<number> {
  await query(
    scope.em,
    'select 1 from customer_sums where customer_id = any($1::uuid[]) order by customer_id for update',
    [customerIds],
  );
  const list = (alias: string): string => COLUMNS.map((name) => `${alias}.${name}`).join(', ');
  const changed = await query(
    scope.em,
    `update customer_sums s set ${COLUMNS.map((name) => `${name} = n.${name}`).join(', ')}
     from (select c.id, ${COUNTED.join(', ')} from unnest($1::uuid[]) as c(id)) n
     where s.customer_id = n.id and (${list('s')}) is distinct from (${list('n')}) returning s.customer_id`,
    [customerIds],
  );
  return changed.length;
}

import { Params, query } from '../../../db/query.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { HIDDEN_CUSTOMER } from './relation-table.ts';

/** The names of customers or contacts in the given order; those the actor may not see stay unnamed. */
export async function visibleNames(
  scope: ReadScope,
  entity: 'customer' | 'contact',
  ids: readonly string[],
): Promise<string[]> {
  const params = new Params();
  const join = entity === 'contact' ? 'join customer c on c.id = r.customer_id' : '';
  const rows = await query<{ id: string; name: string }>(
    scope.em,
    `select r.id, r.name from ${entity} r ${join} where r.id = any(${params.add(ids)}::uuid[])
     and ${visibleRows(scope.actor, entity === 'contact' ? 'c' : 'r', params)}`,
    params.values,
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? HIDDEN_CUSTOMER);
}

import { Params, query } from '../db/query.ts';
import type { Scope } from './scope.ts';

/**
 * Those of the rows of a table that the actor may see, in one statement.
 *
 * @param table whose rows the ids name
 * @param visible the condition on a row of the alias `r`, with its values added to `params`
 */
export async function visibleIds(
  { em, actor }: Pick<Scope, 'em' | 'actor'>,
  table: string,
  ids: readonly string[],
  visible: (params: Params) => string,
): Promise<ReadonlySet<string>> {
  if (actor.dataScope === 'all' || ids.length === 0) return new Set(ids);
  const params = new Params();
  const rows = await query<{ id: string }>(
    em,
    `select r.id from ${table} r where r.id = any(${params.add(ids)}::uuid[]) and ${visible(params)}`,
    params.values,
  );
  return new Set(rows.map(({ id }) => id));
}

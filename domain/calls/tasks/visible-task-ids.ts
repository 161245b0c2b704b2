import { Params, query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { visibleRows } from '../../visible-rows.ts';

/** Those of the call tasks the actor may see. */
export async function visibleTaskIds(
  scope: Pick<Scope, 'em' | 'actor'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (scope.actor.dataScope === 'all' || ids.length === 0) return new Set(ids);
  const params = new Params();
  const rows = await query<{ id: string }>(
    scope.em,
    `select t.id from call_tasks t where t.id = any(${params.add(ids)}::uuid[]) and ${visibleRows(scope.actor, 't', params)}`,
    params.values,
  );
  return new Set(rows.map(({ id }) => id));
}

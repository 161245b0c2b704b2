import type { Scope } from '../../scope.ts';
import { visibleIds } from '../../visible-ids.ts';
import { visibleRows } from '../../visible-rows.ts';

/** Those of the call tasks the actor may see. */
export async function visibleTaskIds(
  scope: Pick<Scope, 'em' | 'actor'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return await visibleIds(scope, 'call_tasks', ids, (params) => visibleRows(scope.actor, 'r', params));
}

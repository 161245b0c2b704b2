import type { Params } from '../db/query.ts';
import type { Actor } from '../kernel/actor.ts';

/**
 * The SQL condition that keeps a row list to what the actor may see, for a table or view with `owner_id` and `team_id`:
 * own — rows one owns; team — rows of one's team and one's own; all — every row.
 */
export function visibleRows(
  actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>,
  alias: string,
  params: Params,
): string {
  if (actor.dataScope === 'all') return 'true';
  const own = `${alias}.owner_id = ${params.add(actor.userId)}`;
  if (actor.dataScope === 'own' || !actor.teamId) return own;
  return `(${own} or ${alias}.team_id = ${params.add(actor.teamId)})`;
}

/** The same rule for one row in hand. */
export function isVisible(
  actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>,
  row: { readonly owner?: string | null | undefined; readonly team?: string | null | undefined },
): boolean {
  if (actor.dataScope === 'all') return true;
  if (row.owner === actor.userId) return true;
  return actor.dataScope === 'team' && actor.teamId !== null && row.team === actor.teamId;
}

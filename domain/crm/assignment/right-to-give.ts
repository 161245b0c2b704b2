import { query, queryOne } from '../../../db/query.ts';
import type { PoolView } from '../../../kernel/contracts/pools.ts';
import { isVisible } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { receivingTeam } from '../pools/give-rules.ts';
import { listPools } from '../pools/pool-view.ts';

/** By what right somebody gives a lead out by the rules. */
export interface RightToGive {
  /** The pool whose right it is, when the lead is not theirs to see. */
  readonly pool: PoolView | undefined;
  /** Who may get it; null is everybody the rules name. */
  readonly among: ReadonlySet<string> | null;
}

/** The right over a lead one sees: the rules alone decide who gets it. */
export const OWN_RIGHT: RightToGive = { pool: undefined, among: null };

/**
 * Over a lead one sees, the rules decide. One that waits in an active pool of one's team or of everybody may go to members of
 * one's team. Over any other there is no right (undefined).
 */
export async function rightToGive(
  scope: ReadScope,
  lead: { readonly id: string; readonly owner: string | null; readonly team: string | null },
): Promise<RightToGive | undefined> {
  if (isVisible(scope.actor, lead)) return OWN_RIGHT;
  const entry = await queryOne<{ pool_id: string }>(
    scope.em,
    'select pool_id from pool_entry where lead_id = $1 for update',
    [lead.id],
  );
  const right = entry && (await poolsToGiveFrom(scope)).get(entry.pool_id);
  return right && { pool: right, among: await membersOf(scope, scope.actor.teamId) };
}

/** The pools whose leads the actor may give to their team, by id. */
export async function poolsToGiveFrom(scope: ReadScope): Promise<ReadonlyMap<string, PoolView>> {
  const pools = await listPools(scope);
  const mine = pools.filter((pool) => pool.active && pool.entity === 'lead' && receivingTeam(scope.actor, pool));
  return new Map(mine.map((pool) => [pool.id, pool]));
}

/** The ids of a team's active people. */
export async function membersOf(scope: Pick<ReadScope, 'em'>, teamId: string | null): Promise<ReadonlySet<string>> {
  const rows = await query<{ id: string }>(scope.em, 'select id from app_user where team_id = $1 and active', [teamId]);
  return new Set(rows.map(({ id }) => id));
}

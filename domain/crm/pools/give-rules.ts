import type { Actor } from '../../../kernel/actor.ts';
import type { PoolView } from '../../../kernel/contracts/pools.ts';
import { POOL_TABLES } from './pool-table.ts';

/** Somebody a record of a pool would be given to. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly team_id: string | null;
  /** Open records of the pool's kind they own. */
  readonly owned: number;
}

/**
 * The team whose members the actor may give a pool's records to; null is everybody. Whoever sees all gives to everybody who
 * uses the pool, whoever sees a team to that team, anyone else to nobody (undefined).
 */
export function receivingTeam(
  actor: Pick<Actor, 'dataScope' | 'teamId'>,
  pool: Pick<PoolView, 'team_id'>,
): string | null | undefined {
  if (actor.dataScope === 'all') return pool.team_id;
  if (actor.dataScope === 'own' || actor.teamId === null) return undefined;
  return pool.team_id === null || pool.team_id === actor.teamId ? actor.teamId : undefined;
}

/**
 * Why the actor may not give a record of this pool to a colleague, in words; null when they may. The pool's capacity holds.
 * Its daily picks and the days before one may pick again do not: those keep people from helping themselves.
 */
export function giveBlock(
  actor: Pick<Actor, 'dataScope' | 'teamId'>,
  pool: PoolView,
  { name, team_id: team, owned }: Receiver,
): string | null {
  if (!pool.active) return `公海“${pool.name}”已停用`;
  const receiving = receivingTeam(actor, pool);
  if (receiving === undefined) return '您只能自己领取';
  if (receiving !== null && receiving !== team)
    return pool.team_id === null ? `${name}不在您的团队里` : `${name}不在公海“${pool.name}”的团队里`;
  if (pool.capacity !== null && owned >= pool.capacity)
    return `${name}手上已有 ${owned} 条${POOL_TABLES[pool.entity].word}，最多 ${pool.capacity} 条`;
  return null;
}

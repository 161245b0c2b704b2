import { query } from '../../../db/query.ts';
import type { PoolView } from '../../../kernel/contracts/pools.ts';
import type { ReadScope } from '../crm-scope.ts';
import { poolError } from './errors.ts';

const POOL_SQL = `select p.id, p.name, p.entity, p.position, p.active, p.condition, p.team_id, p.recycle_days, p.warn_days,
  p.protect_open_deals, p.daily_picks, p.capacity, p.repick_days, p.version, t.name as team_name,
  (select count(*)::int from pool_entry e where e.pool_id = p.id) as waiting
  from pool p left join team t on t.id = p.team_id`;

/** The pools one may use, in the order they are asked: those of one's team and those of everybody. */
export async function listPools(scope: ReadScope): Promise<PoolView[]> {
  return (await query<PoolView>(scope.em, `${POOL_SQL} order by p.entity, p.position, p.created_at, p.id`)).filter(
    (pool) => mayUse(scope, pool),
  );
}

/** Whether the actor sees the pool and picks from it. */
export function mayUse({ actor }: Pick<ReadScope, 'actor'>, pool: Pick<PoolView, 'team_id'>): boolean {
  return actor.dataScope === 'all' || pool.team_id === null || pool.team_id === actor.teamId;
}

/** @throws AppError `crm.pool_not_found`, also for a pool of another team */
export async function readPool(scope: ReadScope, id: string): Promise<PoolView> {
  const [pool] = await query<PoolView>(scope.em, `${POOL_SQL} where p.id = $1`, [id]);
  if (!pool || !mayUse(scope, pool)) throw poolError('crm.pool_not_found', { details: { id } });
  return pool;
}

/** The active pools of one kind of record in the order they are asked, for the service's own work. */
export async function activePools(scope: Pick<ReadScope, 'em'>, entity: string): Promise<PoolView[]> {
  const where = 'where p.active and p.entity = $1 order by p.position, p.created_at, p.id';
  return await query<PoolView>(scope.em, `${POOL_SQL} ${where}`, [entity]);
}

import { query } from '../../../db/query.ts';
import type { PoolEntity, PoolView } from '../../../kernel/contracts/pools.ts';
import { POOL_ENTITIES } from '../../../kernel/contracts/pools.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { idleRecordsSql, LAST_TOUCH } from './idle-records.ts';
import { activePools } from './pool-view.ts';
import { lockOwned, moveToPool } from './release-to-pool.ts';
import { warnOwners } from './warn-owners.ts';

/** Records one run takes back per pool; the next one goes on. */
const BATCH = 2_000;

/**
 * Takes back what nobody followed up within the pools' days, and warns the owners of what is near. Each record is one
 * transaction that looks again under its lock: a follow-up written a moment ago keeps it with its owner.
 * @returns how many were taken back and how many owners were warned
 */
export async function recycleRecords(
  scope: WriteScope,
  signal: AbortSignal,
): Promise<{ readonly recycled: number; readonly warned: number }> {
  let [recycled, warned] = [0, 0];
  for (const entity of POOL_ENTITIES) {
    const pools = await activePools(scope, entity);
    for (const [at, pool] of pools.entries()) {
      if (pool.recycle_days === null || signal.aborted) continue;
      recycled += await recyclePool(scope, pool, pools.slice(0, at), signal);
      warned += await warnOwners(scope, pool, pools.slice(0, at));
    }
  }
  return { recycled, warned };
}

async function recyclePool(
  scope: WriteScope,
  pool: PoolView,
  before: readonly PoolView[],
  signal: AbortSignal,
): Promise<number> {
  const since = daysAgo(scope.clock, pool.recycle_days ?? 0);
  const { from, where, params } = await idleRecordsSql(scope, pool, before, since);
  const idle = await query<{ id: string }>(
    scope.em,
    `select r.id from ${from} where ${where.join(' and ')} order by r.owned_since, r.id limit ${BATCH}`,
    params.values,
  );
  let recycled = 0;
  for (const { id } of idle) {
    if (signal.aborted) break;
    if (await recycleOne({ ...scope, em: scope.em.fork() }, pool, pool.entity, id, since)) recycled += 1;
  }
  return recycled;
}

async function recycleOne(
  outer: WriteScope,
  pool: PoolView,
  entity: PoolEntity,
  id: string,
  since: Date,
): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    const record = await lockOwned(scope, entity, id);
    const [still] = await query(scope.em, `select 1 from ${entity} r where r.id = $1 and ${LAST_TOUCH} <= $2`, [
      id,
      since,
    ]);
    if (!record?.owner || !record.open || !still || (pool.protect_open_deals && record.has_deal)) return false;
    const reason = `${pool.recycle_days} 天没有跟进，自动回收`;
    await moveToPool(scope, entity, record, pool, { kind: 'recycled', reason });
    return true;
  });
}

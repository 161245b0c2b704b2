import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import type { PoolView } from '../../../kernel/contracts/pools.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { idleRecordsSql, LAST_TOUCH } from './idle-records.ts';

/**
 * Warns the owners of records that fall back within the pool's days of warning, once until somebody touches the record.
 * @returns how many records were warned about
 */
export async function warnOwners(outer: WriteScope, pool: PoolView, before: readonly PoolView[]): Promise<number> {
  if (pool.recycle_days === null || pool.warn_days === 0) return 0;
  const since = daysAgo(outer.clock, Math.max(0, pool.recycle_days - pool.warn_days));
  return await inTransaction(outer, async (scope) => {
    const { from, where, params } = await idleRecordsSql(scope, pool, before, since);
    const known = `not exists (select 1 from pool_event v where v.entity = '${pool.entity}' and v.entity_id = r.id
      and v.kind = 'warned' and v.user_id = r.owner_id and v.at >= ${LAST_TOUCH})`;
    const near = await query<{ id: string; owner_id: string }>(
      scope.em,
      `select r.id, r.owner_id from ${from} where ${[...where, known].join(' and ')} limit 5000`,
      params.values,
    );
    if (near.length === 0) return 0;
    await query(
      scope.em,
      `insert into pool_event (id, pool_id, entity, entity_id, kind, user_id, reason, at)
       select e.id, $1, $2, e.record, 'warned', e.owner, $3, $4
       from unnest($5::uuid[], $6::uuid[], $7::uuid[]) as e(id, record, owner)`,
      [
        pool.id,
        pool.entity,
        `${pool.recycle_days} 天没有跟进会回收到“${pool.name}”`,
        scope.clock.now(),
        near.map(() => newId()),
        near.map((one) => one.id),
        near.map((one) => one.owner_id),
      ],
    );
    for (const owner of new Set(near.map((one) => one.owner_id))) {
      const count = near.filter((one) => one.owner_id === owner).length;
      scope.events.publish('crm.recycle_warned', { userId: owner, poolId: pool.id, count });
    }
    return near.length;
  });
}

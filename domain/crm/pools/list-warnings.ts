import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { POOL_ENTITIES, type RecycleWarning } from '../../../kernel/contracts/pools.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { idleRecordsSql, LAST_TOUCH } from './idle-records.ts';
import { activePools } from './pool-view.ts';

/** The records one sees that fall back to a pool soon, the soonest first; at most two hundred. */
export async function listWarnings(scope: ReadScope & { readonly clock: Clock }): Promise<RecycleWarning[]> {
  const warnings: RecycleWarning[] = [];
  for (const entity of POOL_ENTITIES) {
    const pools = await activePools(scope, entity);
    for (const [at, pool] of pools.entries()) {
      if (pool.recycle_days === null) continue;
      const since = daysAgo(scope.clock, Math.max(0, pool.recycle_days - pool.warn_days));
      const { from, where, params } = await idleRecordsSql(scope, pool, pools.slice(0, at), since);
      where.push(visibleRows(scope.actor, 'r', params));
      const [word, name, days] = [params.add(entity), params.add(pool.name), params.add(pool.recycle_days)];
      warnings.push(
        ...(await query<RecycleWarning>(
          scope.em,
          `select ${word}::text as entity, r.id as entity_id, r.name, r.owner_id, u.name as owner_name, ${name}::text as pool_name,
             iso(${LAST_TOUCH}) as last_touch_at, iso(${LAST_TOUCH} + ${days}::int * interval '1 day') as recycle_at
           from ${from} join app_user u on u.id = r.owner_id where ${where.join(' and ')}
           order by ${LAST_TOUCH}, r.id limit 200`,
          params.values,
        )),
      );
    }
  }
  return warnings.toSorted((a, b) => (a.recycle_at < b.recycle_at ? -1 : 1)).slice(0, 200);
}

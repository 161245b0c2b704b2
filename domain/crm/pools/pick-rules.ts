import { query, queryOne } from '../../../db/query.ts';
import type { PoolView } from '../../../kernel/contracts/pools.ts';
import type { WriteScope } from '../crm-scope.ts';
import { daysAgo, localDay } from '../local-today.ts';
import { POOL_TABLES } from './pool-table.ts';

export interface Counts {
  readonly picked_today: number;
  readonly owned: number;
}

/** How far a person is with a pool: what they picked today and what they own. */
export async function readCounts(scope: Pick<WriteScope, 'em' | 'clock' | 'actor'>, pool: PoolView): Promise<Counts> {
  const { table, open } = POOL_TABLES[pool.entity];
  const midnight = new Date(`${localDay(scope.clock.now())}T00:00:00+08:00`);
  const counts = await queryOne<Counts>(
    scope.em,
    `select (select count(*)::int from pool_event e where e.pool_id = $1 and e.kind = 'picked' and e.user_id = $2 and e.at >= $3)
       as picked_today,
     (select count(*)::int from ${table} r where r.owner_id = $2 and ${open}) as owned`,
    [pool.id, scope.actor.userId, midnight],
  );
  return counts ?? { picked_today: 0, owned: 0 };
}

/** Why a person may pick nothing more from a pool now, in words; null when they may. */
export function poolBlock(pool: PoolView, counts: Counts): string | null {
  if (!pool.active) return `公海“${pool.name}”已停用`;
  if (pool.daily_picks !== null && counts.picked_today >= pool.daily_picks)
    return `今天已经从“${pool.name}”领了 ${counts.picked_today} 条，每天最多 ${pool.daily_picks} 条`;
  if (pool.capacity !== null && counts.owned >= pool.capacity)
    return `您手上已有 ${counts.owned} 条${POOL_TABLES[pool.entity].word}，最多 ${pool.capacity} 条，先处理或放回一些`;
  return null;
}

/** How many records a person may still pick from a pool now; null when the pool sets no limit. */
export function roomLeft(pool: PoolView, counts: Counts): number | null {
  if (!pool.active) return 0;
  const limits = [
    ...(pool.daily_picks === null ? [] : [pool.daily_picks - counts.picked_today]),
    ...(pool.capacity === null ? [] : [pool.capacity - counts.owned]),
  ];
  return limits.length === 0 ? null : Math.max(0, Math.min(...limits));
}

/** Which of these records the person lost too recently to pick them again. */
export async function lostLately(
  scope: Pick<WriteScope, 'em' | 'clock' | 'actor'>,
  pool: PoolView,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await query<{ entity_id: string }>(
    scope.em,
    `select distinct entity_id from pool_event where entity = $1 and entity_id = any($2::uuid[])
     and kind in ('recycled', 'released') and user_id = $3 and at > $4`,
    [pool.entity, ids, scope.actor.userId, daysAgo(scope.clock, pool.repick_days)],
  );
  return new Set(rows.map((row) => row.entity_id));
}

/** The words for a record one lost too recently. */
export function repickBlock(pool: PoolView): string {
  return `这条记录原来在您手上，${pool.repick_days} 天内不能再领`;
}

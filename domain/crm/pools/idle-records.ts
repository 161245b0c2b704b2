import { conditionSql } from '../../../db/condition-sql.ts';
import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { PoolView } from '../../../kernel/contracts/pools.ts';
import type { ReadScope } from '../crm-scope.ts';
import { fieldsOf } from '../fields/fields-of.ts';
import { POOL_TABLES } from './pool-table.ts';

/** When somebody last did something about a record, or got it. */
export const LAST_TOUCH = 'greatest(r.last_activity_at, r.owned_since, r.created_at)';

/**
 * SQL for the owned records that fall under a pool and that nobody touched since a moment, as `from … where …`. A record
 * belongs to the first pool whose condition it meets, so those of the pools before are left out.
 */
export async function idleRecordsSql(
  scope: Pick<ReadScope, 'em' | 'actor'> & { readonly clock: Clock },
  pool: PoolView,
  before: readonly PoolView[],
  since: Date,
): Promise<{ readonly from: string; readonly where: string[]; readonly params: Params }> {
  const { table, open, hasDeal } = POOL_TABLES[pool.entity];
  const { catalogue, expressions } = await fieldsOf(scope, pool.entity, 'most');
  const params = new Params();
  const now = scope.clock.now();
  const meets = (one: PoolView): string => conditionSql(one.condition, catalogue, expressions, params, now);
  const moment = params.add(since);
  const where = [
    'r.owner_id is not null',
    `(r.owned_since is null or r.owned_since <= ${moment})`,
    `${LAST_TOUCH} <= ${moment}`,
    open,
    meets(pool),
    ...before.map((one) => `not ${meets(one)}`),
  ];
  if (pool.protect_open_deals) where.push(`not (${hasDeal})`);
  return { from: `${table} r`, where, params };
}

import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { PoolEntity } from '../../../kernel/contracts/pools.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { changeOwner } from './change-owner.ts';
import { poolError } from './errors.ts';
import { notePoolEvent } from './note-pool-event.ts';
import { lostLately, poolBlock, readCounts, repickBlock } from './pick-rules.ts';
import { POOL_TABLES } from './pool-table.ts';
import { readPool } from './pool-view.ts';

export interface PickFromPool {
  readonly entity: PoolEntity;
  readonly entity_id: string;
}

/**
 * Takes a record out of its pool for oneself. Of two people who take the same one exactly one gets it, and nobody gets
 * more than the pool allows, however many clicks arrive at once.
 *
 * @throws AppError `crm.pool_entry_gone`, `crm.pool_not_found`, `crm.pool_pick_refused`
 */
export async function pickFromPool(outer: WriteScope, { entity, entity_id: id }: PickFromPool): Promise<void> {
  requirePermission(outer.actor, 'crm.write');
  await inTransaction(outer, async (scope) => {
    const { table, column } = POOL_TABLES[entity];
    const [entry] = await query<{ pool_id: string }>(
      scope.em,
      `select pool_id from pool_entry where ${column} = $1 for update`,
      [id],
    );
    if (!entry) throw poolError('crm.pool_entry_gone', { details: { id } });
    const pool = await readPool(scope, entry.pool_id);
    // One's own picks are settled one after the other, so that the limits hold.
    await query(scope.em, 'select 1 from app_user where id = $1 for no key update', [scope.actor.userId]);
    const blocked =
      poolBlock(pool, await readCounts(scope, pool)) ??
      ((await lostLately(scope, pool, [id])).has(id) ? repickBlock(pool) : null);
    if (blocked) throw poolError('crm.pool_pick_refused', { details: { reason: blocked } });
    const [record] = await query<{ version: number }>(
      scope.em,
      `select version from ${table} where id = $1 for update`,
      [id],
    );
    if (!record) throw poolError('crm.pool_entry_gone', { details: { id } });
    const { userId, teamId } = scope.actor;
    await changeOwner(scope, entity, { id, version: record.version }, { owner: userId, team: teamId });
    notePoolEvent(scope, { poolId: pool.id, entity, entityId: id, kind: 'picked', userId, reason: null });
    await scope.em.flush();
  });
}

import { LockMode } from '@mikro-orm/core';
import { Pool } from '../../../db/entities/crm/pool.entity.ts';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import type { CreatePool, PoolView, UpdatePool } from '../../../kernel/contracts/pools.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { fieldsOf } from '../fields/fields-of.ts';
import { requireVersion } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { poolError } from './errors.ts';
import { readPool } from './pool-view.ts';

type PoolSettings = Omit<CreatePool, 'entity'>;

/** What an entity of the pool takes over from the wire. */
function columnsOf(settings: PoolSettings) {
  return {
    name: settings.name,
    position: settings.position,
    active: settings.active,
    condition: settings.condition,
    team: settings.team_id,
    recycleDays: settings.recycle_days,
    warnDays: settings.warn_days,
    protectOpenDeals: settings.protect_open_deals,
    dailyPicks: settings.daily_picks,
    capacity: settings.capacity,
    repickDays: settings.repick_days,
  };
}

/**
 * Adds a public pool.
 * @throws AppError `access.not_permitted`, `crm.pool_name_taken`, `conditions.invalid`
 */
export async function createPool(outer: WriteScope, input: CreatePool): Promise<PoolView> {
  requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    checkCondition(input.condition, (await fieldsOf(scope, input.entity)).catalogue);
    await requireFreeName(scope, input.name);
    const now = scope.clock.now();
    const pool = scope.em.create(Pool, {
      id: newId(),
      entity: input.entity,
      ...columnsOf(input),
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'pool', id: pool.id, change: 'created', after: input });
    await scope.em.flush();
    return await readPool(scope, pool.id);
  });
}

/**
 * Changes a pool's rules; what waits in it stays.
 * @throws AppError `access.not_permitted`, `crm.pool_not_found`, `crm.stale_version`, `crm.pool_name_taken`,
 *   `conditions.invalid`
 */
export async function updatePool(outer: WriteScope, input: UpdatePool & { readonly id: string }): Promise<PoolView> {
  requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    const before = await readPool(scope, input.id);
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    const pool = await scope.em.findOneOrFail(Pool, { id: input.id }, lock);
    requireVersion(pool, input.version);
    const wanted = { ...before, ...input };
    checkCondition(wanted.condition, (await fieldsOf(scope, pool.entity)).catalogue);
    await requireFreeName(scope, wanted.name, pool.id);
    scope.em.assign(pool, { ...columnsOf(wanted), updatedAt: scope.clock.now() });
    await scope.em.flush();
    const after = await readPool(scope, pool.id);
    recordChange(scope, { entity: 'pool', id: pool.id, change: 'updated', before, after });
    await scope.em.flush();
    return after;
  });
}

/**
 * Removes an empty pool; its history stays.
 * @throws AppError `access.not_permitted`, `crm.pool_not_found`, `crm.pool_not_empty`
 */
export async function deletePool(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  requirePermission(outer.actor, 'crm.configure');
  await inTransaction(outer, async (scope) => {
    const before = await readPool(scope, input.id);
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    const pool = await scope.em.findOneOrFail(Pool, { id: input.id }, lock);
    if (before.waiting > 0) throw poolError('crm.pool_not_empty', { details: { count: before.waiting } });
    scope.em.remove(pool);
    recordChange(scope, { entity: 'pool', id: pool.id, change: 'deleted', before });
    await scope.em.flush();
  });
}

async function requireFreeName(scope: WriteScope, name: string, self?: string): Promise<void> {
  const text = 'select 1 from pool where name = $1 and id is distinct from $2::uuid';
  const taken = await query(scope.em, text, [name, self ?? null]);
  if (taken.length > 0) throw poolError('crm.pool_name_taken', { details: { name } });
}

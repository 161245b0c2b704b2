import { queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { PoolEntity, PoolView } from '../../../kernel/contracts/pools.ts';
import { inTransaction } from '../../in-transaction.ts';
import { isVisible } from '../../visible-rows.ts';
import type { WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { requireVersion } from '../lock-row.ts';
import { changeOwner } from './change-owner.ts';
import { enterPool, findPool } from './enter-pool.ts';
import { poolError } from './errors.ts';
import { POOL_TABLES } from './pool-table.ts';

export interface ReleaseToPool {
  readonly entity: PoolEntity;
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

interface Owned {
  readonly id: string;
  readonly version: number;
  readonly owner: string | null;
  readonly team: string | null;
  readonly open: boolean;
  readonly has_deal: boolean;
}

/**
 * Gives a record back to the pool it belongs to. Its owner may, and whoever may assign.
 * @returns the pool it lies in now
 * @throws AppError `crm.lead_not_found`, `crm.customer_not_found`, `crm.stale_version`, `crm.pool_none_fits`,
 *   `crm.pool_release_settled`, `access.not_permitted`
 */
export async function releaseToPool(outer: WriteScope, input: ReleaseToPool): Promise<PoolView> {
  return await inTransaction(outer, async (scope) => {
    const record = await lockOwned(scope, input.entity, input.id);
    const missing = input.entity === 'lead' ? 'crm.lead_not_found' : 'crm.customer_not_found';
    if (!record || !isVisible(scope.actor, record)) throw crmError(missing, { details: { id: input.id } });
    if (record.owner !== scope.actor.userId) requirePermission(scope.actor, 'crm.assign');
    requireVersion(record, input.version);
    const pool = await poolForRelease(scope, input.entity, record);
    return await moveToPool(scope, input.entity, record, pool, { kind: 'released', reason: input.reason });
  });
}

/**
 * The pool a record would go back to.
 * @throws AppError `crm.pool_none_fits`, `crm.pool_release_settled`
 */
export async function poolForRelease(
  scope: Pick<WriteScope, 'em' | 'clock' | 'actor'>,
  entity: PoolEntity,
  record: Owned,
): Promise<PoolView> {
  if (!record.open) throw poolError('crm.pool_release_settled', { details: { reason: '线索已经转化或标为无效' } });
  const pool = await findPool(scope, entity, record.id);
  if (!pool) throw poolError('crm.pool_none_fits');
  if (pool.protect_open_deals && record.has_deal)
    throw poolError('crm.pool_release_settled', { details: { reason: '客户还有进行中的商机' } });
  return pool;
}

/** Locks a record with what its way into a pool depends on. */
export async function lockOwned(
  scope: Pick<WriteScope, 'em'>,
  entity: PoolEntity,
  id: string,
): Promise<Owned | undefined> {
  const { table, open, hasDeal } = POOL_TABLES[entity];
  return await queryOne<Owned>(
    scope.em,
    `select r.id, r.version, r.owner_id as owner, r.team_id as team, (${open}) as open, (${hasDeal}) as has_deal
     from ${table} r where r.id = $1 for update`,
    [id],
  );
}

/** Takes the record from its owner and puts it into the pool, in the caller's transaction. */
export async function moveToPool(
  scope: WriteScope,
  entity: PoolEntity,
  record: Owned,
  pool: PoolView,
  why: { readonly kind: 'released' | 'recycled'; readonly reason: string },
): Promise<PoolView> {
  if (record.owner) await changeOwner(scope, entity, record, { owner: null, team: pool.team_id });
  await enterPool(scope, entity, record.id, why.reason, { kind: why.kind, from: record.owner, pool });
  return { ...pool, waiting: pool.waiting + 1 };
}

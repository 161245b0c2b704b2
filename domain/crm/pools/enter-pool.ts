import { PoolEntry } from '../../../db/entities/crm/pool-entry.entity.ts';
import type { PoolEntity, PoolEventKind, PoolView } from '../../../kernel/contracts/pools.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';
import { meetsCondition } from '../fields/meets-condition.ts';
import { notePoolEvent } from './note-pool-event.ts';
import { activePools } from './pool-view.ts';

/** The pool a record belongs to: the first active one whose condition it meets. */
export async function findPool(
  scope: Pick<WriteScope, 'em' | 'clock' | 'actor'>,
  entity: PoolEntity,
  id: string,
): Promise<PoolView | undefined> {
  for (const pool of await activePools(scope, entity)) {
    if (await meetsCondition(scope, entity, id, pool.condition)) return pool;
  }
  return undefined;
}

/**
 * Puts a record without an owner into the pool it belongs to, in the caller's transaction.
 * @returns the pool, or undefined when none takes it
 */
export async function enterPool(
  scope: WriteScope,
  entity: PoolEntity,
  id: string,
  reason: string,
  how: { readonly kind: PoolEventKind; readonly from: string | null; readonly pool?: PoolView } = {
    kind: 'entered',
    from: null,
  },
): Promise<PoolView | undefined> {
  const pool = how.pool ?? (await findPool(scope, entity, id));
  if (!pool) return undefined;
  scope.em.create(PoolEntry, {
    id: newId(),
    pool: pool.id,
    lead: entity === 'lead' ? id : null,
    customer: entity === 'customer' ? id : null,
    fromUser: how.from,
    reason: reason.slice(0, 300),
    enteredAt: scope.clock.now(),
  });
  notePoolEvent(scope, { poolId: pool.id, entity, entityId: id, kind: how.kind, userId: how.from, reason });
  await scope.em.flush();
  return pool;
}

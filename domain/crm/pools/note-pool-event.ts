import { PoolEvent } from '../../../db/entities/crm/pool-event.entity.ts';
import type { PoolEntity, PoolEventKind } from '../../../kernel/contracts/pools.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';

export interface PoolEventLine {
  readonly poolId: string | null;
  readonly entity: PoolEntity;
  readonly entityId: string;
  readonly kind: PoolEventKind;
  /** Who picked or released it, or whose it was. */
  readonly userId: string | null;
  readonly reason: string | null;
}

/** Appends a line to the history of a record around the pools, in the caller's transaction. */
export function notePoolEvent(scope: Pick<WriteScope, 'em' | 'clock'>, line: PoolEventLine): void {
  scope.em.create(PoolEvent, {
    id: newId(),
    pool: line.poolId,
    entity: line.entity,
    entityId: line.entityId,
    kind: line.kind,
    userId: line.userId,
    reason: line.reason?.slice(0, 300) ?? null,
    at: scope.clock.now(),
  });
}

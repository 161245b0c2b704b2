import { TimelineEntry } from '../../db/entities/crm/timeline-entry.entity.ts';
import { newId } from '../../kernel/ids.ts';
import type { WriteScope } from './crm-scope.ts';
import { TIMELINE_KINDS, type TimelineKind } from './timeline-kinds.ts';

export interface TimelineLine {
  /** Whose story it belongs to; without a customer nothing is written. */
  readonly customerId: string | null | undefined;
  readonly kind: TimelineKind;
  /** What stands after the kind's own words: «跟进：回访了采购». At most 300 characters are kept. */
  readonly about?: string;
  readonly body?: string | null;
  readonly entity: string;
  readonly entityId: string;
  /** When it happened; now by default. */
  readonly at?: Date;
}

/** Appends a line to a customer's timeline in the caller's transaction. */
export function appendTimeline(scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>, line: TimelineLine): void {
  if (!line.customerId) return;
  const words = TIMELINE_KINDS[line.kind];
  scope.em.persist(
    scope.em.create(TimelineEntry, {
      id: newId(),
      customer: line.customerId,
      at: line.at ?? scope.clock.now(),
      kind: line.kind,
      title: (line.about ? `${words}：${line.about}` : words).slice(0, 300),
      body: line.body ?? null,
      actorId: scope.actor.kind === 'system' ? null : scope.actor.userId,
      agent: scope.actor.agent ?? null,
      entity: line.entity,
      entityId: line.entityId,
    }),
  );
}

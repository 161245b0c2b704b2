import { AuditEntry } from '../db/entities/identity/audit-entry.entity.ts';
import type { Scope } from './scope.ts';

export interface AuditLine {
  /** `noun.verb`, for instance `customer.updated`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  /** Only the fields that changed; secrets and password hashes never. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Appends a line to the audit log in the caller's transaction: who, what, before, after, by which agent and approval. */
export function appendAudit(scope: Pick<Scope, 'em' | 'clock' | 'actor'>, line: AuditLine): void {
  const { actor } = scope;
  scope.em.persist(
    scope.em.create(AuditEntry, {
      at: scope.clock.now(),
      actorId: actor.kind === 'system' ? null : actor.userId,
      actorKind: actor.kind,
      agent: actor.agent ?? null,
      approvalId: actor.approvalId ?? null,
      action: line.action,
      entity: line.entity,
      entityId: line.entityId,
      before: line.before ?? null,
      after: line.after ?? null,
      ip: actor.ip ?? null,
    }),
  );
}

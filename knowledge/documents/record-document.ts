import { appendAudit } from '../../domain/append-audit.ts';
import type { WriteScope } from '../knowledge-scope.ts';

export interface DocumentChange {
  readonly id: string;
  readonly change: 'created' | 'updated' | 'deleted';
  /** The verb of the audit line when it is more telling than the change. */
  readonly verb?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes the audit line of a change to a document and tells everybody who listens, once the transaction is through. */
export function recordDocument(
  scope: Pick<WriteScope, 'em' | 'clock' | 'actor' | 'events'>,
  record: DocumentChange,
): void {
  appendAudit(scope, {
    action: `document.${record.verb ?? record.change}`,
    entity: 'document',
    entityId: record.id,
    before: record.before,
    after: record.after,
  });
  scope.events.publish('knowledge.document_changed', { id: record.id, change: record.change });
}

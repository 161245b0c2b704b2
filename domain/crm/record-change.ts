import { appendAudit } from '../append-audit.ts';
import type { WriteScope } from './crm-scope.ts';

export interface ChangeRecord {
  /** `customer`, `lead`, … as in the events and the audit log. */
  readonly entity: string;
  readonly id: string;
  readonly change: 'created' | 'updated' | 'deleted';
  /** The verb of the audit line when it is more telling than the change: `assigned`, `converted`, … */
  readonly verb?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes the audit line of a change and tells everybody who listens, once the transaction is through. */
export function recordChange(scope: WriteScope, record: ChangeRecord): void {
  const { entity, id, change } = record;
  appendAudit(scope, {
    action: `${entity}.${record.verb ?? change}`,
    entity,
    entityId: id,
    before: record.before,
    after: record.after,
  });
  scope.events.publish('crm.record_changed', { entity, id, change });
}

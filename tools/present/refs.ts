import type { RecordRef } from '../../kernel/contracts/chat.ts';
import type { ActivityView, ContactView, CustomerView, LeadView, OpportunityView } from '../../kernel/contracts/crm.ts';

/** The records an answer rests on, as links. Each says when it was last written. */
export function customerRef(view: CustomerView): RecordRef {
  return { entity: 'customer', id: view.id, label: view.name, code: view.code, at: view.updated_at };
}

export function contactRef(view: ContactView): RecordRef {
  return { entity: 'contact', id: view.id, label: `${view.name}（${view.customer_name}）`, at: view.updated_at };
}

export function leadRef(view: LeadView): RecordRef {
  return { entity: 'lead', id: view.id, label: view.name, code: view.code, at: view.updated_at };
}

export function opportunityRef(view: OpportunityView): RecordRef {
  return { entity: 'opportunity', id: view.id, label: view.name, code: view.code, at: view.updated_at };
}

export function activityRef(view: ActivityView): RecordRef {
  return { entity: 'activity', id: view.id, label: view.subject, at: view.occurred_at ?? view.due_at };
}

/** A customer of which only id and name are at hand. */
export function customerLink(id: string, name: string): RecordRef {
  return { entity: 'customer', id, label: name };
}

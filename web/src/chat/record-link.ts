import type { RecordRef } from '../../../kernel/contracts/chat.ts';

/** Address of the page that shows a record, or null for kinds without a page of their own. */
export function recordLink(ref: Pick<RecordRef, 'entity' | 'id'>): string | null {
  switch (ref.entity) {
    case 'customer':
      return `/customers/${ref.id}`;
    case 'lead':
      return `/leads?open=${ref.id}`;
    case 'opportunity':
      return `/opportunities?open=${ref.id}`;
    case 'contact':
    case 'activity':
    case 'user':
      return null;
  }
}

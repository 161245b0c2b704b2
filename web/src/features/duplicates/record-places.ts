import type { QualityEntity } from '../../../../kernel/contracts/data-quality.ts';

/** Where a record is looked at: in its list with the panel open. A contact, which has no list, beside the duplicates. */
export const RECORD_PLACES = {
  customer: (id: string) => ({ to: '/customers', search: { open: id } }),
  lead: (id: string) => ({ to: '/leads', search: { open: id } }),
  contact: (id: string) => ({ to: '/duplicates', search: { entity: 'contact', open: id } }),
} as const satisfies Record<QualityEntity, (id: string) => { to: string; search: Record<string, string> }>;

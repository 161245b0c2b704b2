import type { CustomEntity } from '../../../kernel/contracts/custom-fields.ts';

/** The columns whose texts are the names a record is searched by; the verbs and imports of a record use the same. */
export const SEARCH_NAMES: Readonly<Record<CustomEntity, readonly string[]>> = {
  customer: ['name', 'short_name'],
  contact: ['name'],
  lead: ['name', 'company'],
  opportunity: ['name'],
};

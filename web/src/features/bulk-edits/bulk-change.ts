import type { z } from 'zod';
import type { BulkChange, BulkFieldList } from '../../../../kernel/contracts/data-quality.ts';
import { textChoices } from '../records/field-spec.ts';

export type BulkField = z.infer<typeof BulkFieldList>['items'][number];

/** The text that stands for «nobody» and for «empty this field». */
export const EMPTY = '-';

/** What a bulk edit sets for what was typed, or undefined while nothing is. */
export function changeOf({ field, kind }: Pick<BulkField, 'field' | 'kind'>, text: string): BulkChange | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (kind === 'tags') return { [field]: textChoices(typed) };
  if (kind === 'owner') return { owner_id: typed === EMPTY ? null : typed };
  if (kind === 'boolean') return { fields: { [field]: typed === 'true' } };
  return { fields: { [field]: typed === EMPTY ? null : typed } };
}

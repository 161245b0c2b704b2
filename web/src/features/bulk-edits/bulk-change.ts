import type { z } from 'zod';
import type { BulkChange, BulkFieldList } from '../../../../kernel/contracts/data-quality.ts';
import { parseField, textChoices, type FieldKind } from '../records/field-spec.ts';

export type BulkField = z.infer<typeof BulkFieldList>['items'][number];

/** The text that stands for «nobody» and for «empty this field». */
export const EMPTY = '-';

/** How a value of each kind is typed. */
export const TYPED_AS: Readonly<Record<BulkField['kind'], FieldKind>> = {
  text: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  boolean: 'yes_no_open',
  choice: 'choice',
  choices: 'choices',
  owner: 'choice',
  tags: 'suggest',
};

/** What a bulk edit sets for what was typed, or undefined while nothing is, or no number where one belongs. */
export function changeOf({ field, kind }: Pick<BulkField, 'field' | 'kind'>, text: string): BulkChange | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (kind === 'tags') return { [field]: textChoices(typed) };
  if (kind === 'owner') return { owner_id: typed === EMPTY ? null : typed };
  const value = typed === EMPTY ? null : parseField(TYPED_AS[kind], typed);
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  return {
    fields: { [field]: Array.isArray(value) ? [...value] : (value as Exclude<typeof value, readonly string[]>) },
  };
}

import type { CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { searchText } from '../../../kernel/search-text.ts';
import type { CustomFieldRow } from './read-fields.ts';

/** Longer texts are not names; their beginning is enough to find them by. */
const LONGEST = 60;

/**
 * The search text of a record: its names with their pinyin, then the values of its searchable custom fields (of choices
 * their labels) with theirs.
 */
export function searchWords(
  names: readonly (string | null | undefined)[],
  custom: CustomValues | null | undefined,
  fields: readonly CustomFieldRow[],
): string {
  const own = searchText(...names);
  const texts = fields.filter(({ searchable }) => searchable).flatMap((field) => textsOf(field, custom?.[field.key]));
  return texts.length === 0 ? own : `${own} ${searchText(...texts)}`;
}

function textsOf(field: CustomFieldRow, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    const label = field.choices.find((choice) => choice.value === one)?.label;
    return (label ?? String(one)).slice(0, LONGEST);
  });
}

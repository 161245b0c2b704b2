import type { CustomInput, CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { changedValues, mergeValues } from '../custom-fields/check-values.ts';
import type { CustomFieldRow } from '../custom-fields/read-fields.ts';
import { SEARCH_NAMES } from '../custom-fields/search-names.ts';
import { searchWords } from '../custom-fields/search-words.ts';
import { textOf, type ImportTarget, type JsonRecord } from './import-target.ts';
import { rowIssue, type RowIssue } from './row-issue.ts';

/**
 * What is wrong with the custom values of a row by the fields as they are now: they may have changed since the mapping
 * was made. What is missing was asked for when the row was read.
 */
export function customIssue(fields: readonly CustomFieldRow[], row: number, columns: JsonRecord): RowIssue | undefined {
  const { problems } = mergeValues(fields, given(columns), {}, false);
  return problems.length > 0
    ? rowIssue(row, 'custom_refused', { details: { problems: problems.join('；') } })
    : undefined;
}

/** The custom values and the search text of a record that a row makes or changes. */
export function customColumns(
  target: ImportTarget,
  fields: readonly CustomFieldRow[],
  columns: JsonRecord,
  record: JsonRecord,
  before: JsonRecord | null,
): Record<string, unknown> {
  if (!target.custom) return {};
  const stored = before ? ((before.custom ?? {}) as CustomValues) : null;
  const { values } = mergeValues(fields, given(columns), stored, false);
  const names = SEARCH_NAMES[target.custom].map((column) => textOf(record, column));
  return { custom: values, search_text: searchWords(names, values, fields) };
}

/** Whether two records hold the same custom values, in whatever order. */
export function sameCustom(left: unknown, right: unknown): boolean {
  const { after } = changedValues((left ?? {}) as CustomValues, (right ?? {}) as CustomValues);
  return Object.keys(after).length === 0;
}

function given(columns: JsonRecord): CustomInput {
  return (columns.custom ?? {}) as CustomInput;
}

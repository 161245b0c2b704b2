import type { CustomEntity, CustomInput, CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import type { Changes } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { changedValues, checkValues } from './check-values.ts';
import { readFields } from './read-fields.ts';
import { searchWords } from './search-words.ts';

/** A record with custom values, new or loaded. */
export interface CustomRecord {
  custom?: CustomValues;
  searchText: string;
}

export interface CustomChange {
  /** The names the search text is made of, besides the custom values. */
  readonly names: readonly (string | null | undefined)[];
  readonly given: CustomInput | undefined;
  /** `new` needs every required field, `derived` takes what there is, `stored` keeps what is not given. */
  readonly record: 'new' | 'derived' | 'stored';
}

/**
 * Writes custom values and the search text onto a record whose other fields are settled, and adds what changed to
 * `changes` as `custom.<key>`. Answers what these fields are called.
 *
 * @throws AppError `crm.custom_invalid`
 */
export async function applyCustom(
  scope: Pick<WriteScope, 'em'>,
  entity: CustomEntity,
  row: CustomRecord,
  changes: Changes,
  { names, given, record }: CustomChange,
): Promise<Readonly<Record<string, string>>> {
  const fields = await readFields(scope, entity, { held: true });
  const before = record === 'stored' ? (row.custom ?? {}) : {};
  const after = checkValues(fields, given ?? {}, record === 'stored' ? before : null, record !== 'derived');
  const changed = changedValues(before, after);
  for (const [key, value] of Object.entries(changed.before)) changes.before[`custom.${key}`] = value;
  for (const [key, value] of Object.entries(changed.after)) changes.after[`custom.${key}`] = value;
  if (record !== 'stored' || Object.keys(changed.after).length > 0) row.custom = after;
  const text = searchWords(names, after, fields);
  if (row.searchText !== text) row.searchText = text;
  return Object.fromEntries(fields.map(({ key, label }) => [`custom.${key}`, label]));
}

import type { CustomInput, CustomValue, CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { CUSTOM_TYPE_TABLE } from './custom-types.ts';
import { customFieldError } from './errors.ts';
import type { CustomFieldRow } from './read-fields.ts';

/**
 * `mergeValues` for a request, which is refused whole.
 * @throws AppError `crm.custom_invalid` naming every field that is unknown, wrong or missing
 */
export function checkValues(
  fields: readonly CustomFieldRow[],
  given: CustomInput,
  stored: CustomValues | null,
  complete = true,
): CustomValues {
  const { values, problems } = mergeValues(fields, given, stored, complete);
  if (problems.length > 0) throw customFieldError('crm.custom_invalid', { details: { problems: problems.join('；') } });
  return values;
}

/**
 * The values of a record after a change: what is given replaces, null clears, the rest stays, also that of archived
 * fields. A new record (`stored` null) gets the defaults. Problems are sentences for a person.
 *
 * @param complete whether required fields must be there; a derived record (a converted lead) need not have them
 */
export function mergeValues(
  fields: readonly CustomFieldRow[],
  given: CustomInput,
  stored: CustomValues | null,
  complete: boolean,
): { values: CustomValues; problems: string[] } {
  const problems: string[] = [];
  const values: Record<string, CustomValue> = { ...stored };
  for (const key of Object.keys(given)) {
    if (!fields.some((field) => field.key === key)) problems.push(`没有“${key}”这个字段`);
  }
  for (const field of fields) {
    const wanted = Object.hasOwn(given, field.key) ? given[field.key] : undefined;
    const value = wanted === undefined && stored === null ? field.default : wanted;
    if (value === undefined) continue;
    const checked =
      value === null ? { value: null } : CUSTOM_TYPE_TABLE[field.type].check(value, field, stored?.[field.key]);
    if ('problem' in checked) problems.push(`“${field.label}”${checked.problem}`);
    else if (checked.value !== null) values[field.key] = checked.value;
    else if (field.required && complete) problems.push(`“${field.label}”不能为空`);
    else delete values[field.key];
  }
  return { values, problems };
}

/** The fields whose value is another one, with what they were and are; null stands for none. */
export function changedValues(
  before: CustomValues,
  after: CustomValues,
): { before: Record<string, CustomValue | null>; after: Record<string, CustomValue | null> } {
  const changes = { before: {} as Record<string, CustomValue | null>, after: {} as Record<string, CustomValue | null> };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key] ?? null, after[key] ?? null];
    if (sameValue(old, now)) continue;
    changes.before[key] = old;
    changes.after[key] = now;
  }
  return changes;
}

/** Values are scalars or lists in a fixed order. */
function sameValue(left: CustomValue | null, right: CustomValue | null): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

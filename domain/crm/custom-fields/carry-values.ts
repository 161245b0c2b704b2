import type { CustomEntity, CustomInput, CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import type { ReadScope } from '../crm-scope.ts';
import { CUSTOM_TYPE_TABLE } from './custom-types.ts';
import { readFields } from './read-fields.ts';

/**
 * What a record that is made from another one takes over: the values of fields that both kinds have under one key and one
 * type, as far as the new record's field allows them.
 */
export async function carryValues(
  scope: Pick<ReadScope, 'em'>,
  from: { readonly entity: CustomEntity; readonly custom: CustomValues | undefined },
  to: CustomEntity,
): Promise<CustomInput> {
  if (!from.custom || Object.keys(from.custom).length === 0) return {};
  const theirs = await readFields(scope, from.entity);
  const carried: CustomInput = {};
  for (const field of await readFields(scope, to)) {
    const value = from.custom[field.key];
    const isSame = theirs.some(({ key, type }) => key === field.key && type === field.type);
    if (value === undefined || !isSame) continue;
    const checked = CUSTOM_TYPE_TABLE[field.type].check(value, field, null);
    if ('value' in checked && checked.value !== null) carried[field.key] = checked.value;
  }
  return carried;
}

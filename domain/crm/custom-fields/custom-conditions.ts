import type { Params } from '../../../db/query.ts';
import type { CustomCondition, CustomEntity, CustomFilter } from '../../../kernel/contracts/custom-fields.ts';
import type { ReadScope } from '../crm-scope.ts';
import { CUSTOM_TYPE_TABLE } from './custom-types.ts';
import { customFieldError } from './errors.ts';
import { readFields, type CustomFieldRow } from './read-fields.ts';

/**
 * The SQL conditions of a list's filter on custom fields. A value asks the index of the column; a range and «not filled
 * in» look at the rows the other conditions leave.
 *
 * @throws AppError `crm.custom_invalid` for an unknown field or a range that makes no sense
 */
export async function customConditions(
  scope: Pick<ReadScope, 'em'>,
  entity: CustomEntity,
  alias: string,
  filter: CustomFilter | undefined,
  params: Params,
): Promise<string[]> {
  if (!filter || Object.keys(filter).length === 0) return [];
  const fields = await readFields(scope, entity);
  const problems: string[] = [];
  const conditions = Object.entries(filter).map(([key, wanted]) => {
    const field = fields.find((one) => one.key === key);
    const condition = field && conditionOf(field, `${alias}.custom`, wanted, params);
    if (!field) problems.push(`没有“${key}”这个字段`);
    else if (!condition) problems.push(`“${field.label}”不能按范围筛选`);
    return condition ?? 'false';
  });
  if (problems.length > 0) throw customFieldError('crm.custom_invalid', { details: { problems: problems.join('；') } });
  return conditions;
}

function conditionOf(
  field: CustomFieldRow,
  column: string,
  wanted: CustomCondition,
  params: Params,
): string | undefined {
  if (wanted === null) return `${column} -> ${params.add(field.key)}::text is null`;
  if (typeof wanted === 'object' && !Array.isArray(wanted)) {
    const { gte, lte } = wanted;
    const range = rangeOf(field);
    if (!range) return undefined;
    const value = `(${column} ->> ${params.add(field.key)}::text)::${range}`;
    const bounds = [
      ...(gte === undefined ? [] : [`${value} >= ${params.add(gte)}::${range}`]),
      ...(lte === undefined ? [] : [`${value} <= ${params.add(lte)}::${range}`]),
    ];
    return `(${bounds.length > 0 ? bounds.join(' and ') : `${value} is not null`})`;
  }
  const any = (Array.isArray(wanted) ? wanted : [wanted]).map((value) => {
    const held = { [field.key]: field.type === 'multi_choice' ? [value] : value };
    return `${column} @> ${params.add(JSON.stringify(held))}::jsonb`;
  });
  return `(${any.join(' or ')})`;
}

/** The SQL type whose values have an order; undefined where a range means nothing. */
function rangeOf(field: CustomFieldRow): 'numeric' | 'date' | undefined {
  const { kind } = CUSTOM_TYPE_TABLE[field.type];
  if (kind === 'number') return 'numeric';
  return kind === 'day' ? 'date' : undefined;
}

import { crmError } from './errors.ts';

export { pageOfRows, type ListPlan, type PageRequest } from '../page-of-rows.ts';

/**
 * The `order by` of a list from `field` or `-field`; the id makes it total. Rows without a value come last either way. A
 * table with `custom.*` also allows the custom fields of its records.
 * @throws AppError `crm.unknown_sort` for a field that is not in the table
 */
export function orderBy(
  sort: string | undefined,
  sorts: Readonly<Record<string, string>>,
  alias: string,
  fallback: string,
): string {
  const wanted = sort || fallback;
  const descending = wanted.startsWith('-');
  const name = descending ? wanted.slice(1) : wanted;
  const column = sorts[name] ?? ('custom.*' in sorts && CUSTOM_KEY.test(name) ? customSort(alias, name) : undefined);
  if (!column)
    throw crmError('crm.unknown_sort', { details: { sort: wanted, allowed: Object.keys(sorts).join('、') } });
  const direction = descending ? 'desc' : 'asc';
  return `${column} ${direction}${NEVER_EMPTY.test(column) ? '' : ' nulls last'}, ${alias}.id ${direction}`;
}

/** A custom field by its key: letters, digits and `_`, so it can stand in a text. Values sort as JSON of their type. */
const CUSTOM_KEY = /^custom\.[a-z][a-z0-9_]{0,39}$/;

function customSort(alias: string, name: string): string {
  return `(${alias}.custom -> '${name.slice('custom.'.length)}')`;
}

/** Columns that always have a value: their plain order can use the index in both directions. */
const NEVER_EMPTY = /\.(created_at|updated_at|name|code|stage_changed_at)$/;

import type { Comparison, Condition, ConditionValue } from '../contracts/conditions.ts';
import type { FieldCatalogue } from './field-catalogue.ts';
import { resolveValue } from './resolve-value.ts';

/** Values of a record by field name: texts, numbers, booleans, lists of texts, `YYYY-MM-DD` days and Date moments. */
export type FieldValues = Readonly<Record<string, unknown>>;

/**
 * Whether a condition (already checked against the catalogue) holds for a record. A missing value equals nothing:
 * only `ne`, `not_in` and `exists: false` hold for it, exactly as in `conditionSql`.
 */
export function holds(condition: Condition, values: FieldValues, catalogue: FieldCatalogue, now: Date): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, values, catalogue, now));
  if ('any' in condition) return condition.any.some((part) => holds(part, values, catalogue, now));
  if ('not' in condition) return !holds(condition.not, values, catalogue, now);
  // What every object has (`constructor`) is no value of a record.
  const actual = Object.hasOwn(values, condition.field) ? values[condition.field] : undefined;
  return compare(condition, actual, catalogue, now);
}

function compare({ field, op, value }: Comparison, actual: unknown, catalogue: FieldCatalogue, now: Date): boolean {
  const kind = Object.hasOwn(catalogue, field) ? catalogue[field]!.kind : 'text';
  const known =
    actual !== null && actual !== undefined && actual !== '' && !(Array.isArray(actual) && actual.length === 0);
  if (op === 'exists') return known === (value ?? true);
  if (!known) return op === 'ne' || op === 'not_in';
  const wanted = (Array.isArray(value) ? value : [value as ConditionValue]).map((one) => resolveValue(one, kind, now));
  const mine = (Array.isArray(actual) ? actual : [actual]).map((one) => comparable(one));
  const [first, second] = wanted as [string | number | boolean, string | number | boolean];
  const order = (other: string | number | boolean): number => (mine[0]! < other ? -1 : mine[0]! > other ? 1 : 0);
  switch (op) {
    case 'eq':
      return order(first) === 0;
    case 'ne':
      return order(first) !== 0;
    case 'gt':
      return order(first) > 0;
    case 'gte':
      return order(first) >= 0;
    case 'lt':
      return order(first) < 0;
    case 'lte':
      return order(first) <= 0;
    case 'between':
      return order(first) >= 0 && order(second) <= 0;
    case 'in':
      return mine.some((one) => wanted.includes(one));
    case 'not_in':
      return !mine.some((one) => wanted.includes(one));
    case 'contains':
      return kind === 'list'
        ? mine.includes(first)
        : String(mine[0]).toLowerCase().includes(String(first).toLowerCase());
  }
}

/** Moments compare as ISO text in UTC, which sorts by time. */
function comparable(value: unknown): string | number | boolean {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

import type { Schemas } from '@qdrant/js-client-rest';

/** A stored point. */
export interface StoredPoint {
  readonly id: string | number;
  readonly vectors: Record<string, readonly number[] | { readonly indices: number[]; readonly values: number[] }>;
  payload: Record<string, unknown>;
}

type Filter = Schemas['Filter'];
type Condition = Record<string, unknown>;

const listOf = <T>(value: T | T[] | null | undefined): T[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Whether a point satisfies a filter. */
export function matches(point: StoredPoint, filter: Filter | null | undefined): boolean {
  if (!filter) return true;
  const test = (condition: unknown): boolean => holds(point, condition as Condition);
  const should = listOf(filter.should);
  return (
    listOf(filter.must).every(test) && (should.length === 0 || should.some(test)) && !listOf(filter.must_not).some(test)
  );
}

/** @throws Error for conditions this server does not know, so that no test passes by accident */
function holds(point: StoredPoint, condition: Condition): boolean {
  if ('has_id' in condition) return (condition['has_id'] as unknown[]).includes(point.id);
  if ('has_vector' in condition) return String(condition['has_vector']) in point.vectors;
  if ('must' in condition || 'should' in condition || 'must_not' in condition)
    return matches(point, condition as Filter);
  if (!('key' in condition)) throw new Error(`a condition this server does not know: ${JSON.stringify(condition)}`);
  const values = listOf(point.payload[String(condition['key'])] as unknown);
  if (condition['match']) return values.some((value) => matchesValue(value, condition['match'] as Condition));
  if (condition['range']) return values.some((value) => inRange(value, condition['range'] as Record<string, number>));
  throw new Error(`a condition this server does not know: ${JSON.stringify(condition)}`);
}

function matchesValue(value: unknown, match: Condition): boolean {
  if ('value' in match) return value === match['value'];
  if ('any' in match) return (match['any'] as unknown[]).includes(value);
  throw new Error(`a match this server does not know: ${JSON.stringify(match)}`);
}

function inRange(value: unknown, range: Record<string, number | null>): boolean {
  if (typeof value !== 'number') return false;
  const { gt, gte, lt, lte } = range;
  return (
    (gt === undefined || gt === null || value > gt) &&
    (gte === undefined || gte === null || value >= gte) &&
    (lt === undefined || lt === null || value < lt) &&
    (lte === undefined || lte === null || value <= lte)
  );
}

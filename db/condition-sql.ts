import type { FieldCatalogue } from '../kernel/conditions/field-catalogue.ts';
import { holds } from '../kernel/conditions/holds.ts';
import { resolveValue } from '../kernel/conditions/resolve-value.ts';
import type { Comparison, Condition, ConditionValue, FieldKind } from '../kernel/contracts/conditions.ts';
import type { Params } from './query.ts';

/**
 * A value that stands in other rows. The database joins them once, instead of computing the value anew for each of a
 * hundred thousand records.
 */
export interface LookedUp {
  /** The rows of a record with their tie to it, for instance `app_user x where x.id = r.owner_id`; one at most, of a list any number. */
  readonly rows: string;
  /** The value in such a row, never null for a list: `x.name`. */
  readonly item: string;
  /** The value of a record without such a row; left out when it has none then. */
  readonly empty?: string | number;
}

/**
 * Where each field of a catalogue is found in a statement. A text, number, day, moment, boolean or choice is an SQL
 * expression; a list is an SQL expression of type `text[]`; either may stand in other rows. These are written by us, never
 * by a person.
 */
export type FieldExpressions = Readonly<Record<string, string | LookedUp>>;

/** Where a condition will stand: as a value that may be negated, or by itself after `where`, where null is as good as false. */
export type ConditionPlace = 'value' | 'filter';

/**
 * A condition (already checked against the catalogue) as SQL; its values go into `params`. It agrees with `holds`. As a value
 * it is true or false, never null. As a filter it may be null for false: only a comparison that stands bare can be looked up
 * in an index, and only then the planner knows how many rows it leaves.
 */
export function conditionSql(
  condition: Condition,
  catalogue: FieldCatalogue,
  expressions: FieldExpressions,
  params: Params,
  now: Date,
  place: ConditionPlace = 'value',
): string {
  const sql = (part: Condition, where: ConditionPlace = place): string =>
    conditionSql(part, catalogue, expressions, params, now, where);
  const each = (parts: readonly Condition[]): string[] => parts.map((part) => sql(part));
  if ('all' in condition) return condition.all.length > 0 ? `(${each(condition.all).join(' and ')})` : 'true';
  if ('any' in condition) return condition.any.length > 0 ? `(${each(condition.any).join(' or ')})` : 'false';
  if ('not' in condition) return `(not ${sql(condition.not, 'value')})`;
  const kind = catalogue[condition.field]?.kind;
  const expression = expressions[condition.field];
  if (!kind || !expression) throw new TypeError(`No expression for the field ${condition.field}`);
  if (typeof expression !== 'string')
    return kind === 'list'
      ? listedSql(condition, expression, params)
      : lookedUpSql(condition, catalogue, expression, params, now);
  if (kind === 'list') return listSql(condition, expression, params);
  // No value one may ask for is empty, so what equals one is not empty either.
  if (place === 'filter' && BARE.has(condition.op)) return bareSql(condition, kind, expression, params, now);
  return scalarSql(condition, kind, filled(kind, expression), params, now);
}

/** Comparisons that do not hold for a missing value. */
const BARE: ReadonlySet<Comparison['op']> = new Set(['eq', 'gt', 'gte', 'lt', 'lte', 'in', 'between', 'contains']);

/** An empty text is as good as none. */
function filled(kind: FieldKind, expression: string): string {
  return kind === 'text' || kind === 'choice' ? `nullif(${expression}, '')` : expression;
}

/** What holds for a record without rows is asked the other way round: no row may speak against it. */
function lookedUpSql(
  condition: Comparison,
  catalogue: FieldCatalogue,
  { rows, item, empty }: LookedUp,
  params: Params,
  now: Date,
): string {
  const { kind } = catalogue[condition.field]!;
  const met = scalarSql(condition, kind, filled(kind, item), params, now);
  const without = holds(condition, { [condition.field]: empty }, catalogue, now);
  return without
    ? `(not exists (select 1 from ${rows} and not ${met}))`
    : `(exists (select 1 from ${rows} and ${met}))`;
}

function listedSql({ op, value }: Comparison, { rows, item }: LookedUp, params: Params): string {
  if (op === 'exists') return `(${value === false ? 'not ' : ''}exists (select 1 from ${rows}))`;
  const wanted = params.add((Array.isArray(value) ? value : [value]).map(String));
  return `(${op === 'not_in' ? 'not ' : ''}exists (select 1 from ${rows} and ${item} = any(${wanted}::text[])))`;
}

const CASTS: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  choice: 'text',
  number: 'numeric',
  boolean: 'boolean',
  day: 'date',
  moment: 'timestamptz',
  list: 'text[]',
};

const SIGNS = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** True or false, never null. */
function scalarSql(condition: Comparison, kind: FieldKind, expression: string, params: Params, now: Date): string {
  const { op, value } = condition;
  if (op === 'exists') return `(${expression} is ${value === false ? 'null' : 'not null'})`;
  const without = op === 'ne' || op === 'not_in';
  return `coalesce(${bareSql(condition, kind, expression, params, now)}, ${without})`;
}

/** Null for a missing value. */
function bareSql({ op, value }: Comparison, kind: FieldKind, expression: string, params: Params, now: Date): string {
  const cast = CASTS[kind];
  const one = (item: ConditionValue): string => `${params.add(resolveValue(item, kind, now))}::${cast}`;
  const many = (): string =>
    `${params.add((value as ConditionValue[]).map((item) => resolveValue(item, kind, now)))}::${cast}[]`;
  switch (op) {
    case 'exists':
      throw new TypeError('Whether there is a value is never unknown');
    case 'in':
      return `${expression} = any(${many()})`;
    case 'not_in':
      return `${expression} <> all(${many()})`;
    case 'between': {
      const [from, to] = value as [ConditionValue, ConditionValue];
      return `${expression} between ${one(from)} and ${one(to)}`;
    }
    case 'contains':
      return `position(lower(${one(value!)}) in lower(${expression})) > 0`;
    default:
      return `${expression} ${SIGNS[op]} ${one(value!)}`;
  }
}

function listSql({ op, value }: Comparison, expression: string, params: Params): string {
  const list = `coalesce(${expression}, '{}'::text[])`;
  if (op === 'exists') return value === false ? `(cardinality(${list}) = 0)` : `(cardinality(${list}) > 0)`;
  const wanted = params.add((Array.isArray(value) ? value : [value]).map(String));
  return op === 'not_in' ? `(not (${list} && ${wanted}::text[]))` : `(${list} && ${wanted}::text[])`;
}

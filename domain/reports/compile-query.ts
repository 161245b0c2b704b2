import { Params } from '../../db/query.ts';
import type { DayRange } from '../../kernel/contracts/reports.ts';
import type { Actor } from '../../kernel/actor.ts';
import { visibleRows } from '../visible-rows.ts';
import type { Dataset, Dimension, Metric } from './layer.ts';
import type { PlannedFilter } from './plan-report.ts';

/** More groups than this are refused: nobody reads them, and they would fill the memory. */
export const MAX_GROUPS = 100_000;

/** Metrics that can be computed in one pass: one dataset, one date. */
export interface QueryPart {
  readonly dataset: Dataset;
  readonly date: string;
  readonly metrics: readonly Metric[];
  readonly dimensions: readonly Dimension[];
  readonly filters: readonly PlannedFilter[];
  readonly range: DayRange | null;
  readonly actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>;
  readonly now: Date;
  /** The calendar day of `now`. */
  readonly today: string;
}

export interface CompiledReport {
  readonly text: string;
  readonly params: readonly unknown[];
}

/**
 * One statement for the groups and the whole at once. Each row has `is_total`, then `k0 l0 h0 …` (key, label, hint of each
 * dimension), `m0…` the metrics and `n0…` how many records stand behind each. Everything a request can say comes in as a
 * parameter; the text is put together from the layer's definitions only.
 */
export function compileQuery(part: QueryPart): CompiledReport {
  const params = new Params();
  const moment = momentOf(part, params);
  const { dimensions } = part;
  const grouped = dimensions.flatMap((_, at) => [`k${at}`, `l${at}`, `h${at}`]);
  const metrics = part.metrics.flatMap((metric, at) => [
    `${moment(metric.sql, metric)} as m${at}`,
    `(count(*)${metric.rows ? ` filter (where ${moment(metric.rows, metric)})` : ''})::int as n${at}`,
  ]);
  const text = `
    select ${[dimensions.length > 0 ? 'grouping(k0) = 1 as is_total' : 'true as is_total', ...grouped, ...metrics].join(', ')}
    from (select v.*${dimensions.map((d, at) => selectDimension(part, d, at)).join('')} from ${part.dataset.view} v
      where ${conditions(part, params).join(' and ')}) v
    ${dimensions.length > 0 ? `group by grouping sets ((${grouped.join(', ')}), ())` : ''}
    limit ${MAX_GROUPS + 2}`;
  return { text, params: params.values };
}

/** Counts, for each metric (`n0…`), the records that pass the filters but have no date to lay the period on. */
export function compileUndated(part: QueryPart): CompiledReport {
  const params = new Params();
  const moment = momentOf(part, params);
  const counts = part.metrics.map(
    (metric, at) => `(count(*)${metric.rows ? ` filter (where ${moment(metric.rows, metric)})` : ''})::int as n${at}`,
  );
  const where = conditions({ ...part, range: null, dimensions: part.dimensions.filter((d) => !d.bucket) }, params);
  const text = `select ${counts.join(', ')} from ${part.dataset.view} v
    where ${where.join(' and ')} and v.${dateColumn(part)} is null`;
  return { text, params: params.values };
}

/** Fills the tokens a metric's own text may hold; the clock's day and moment become parameters on first use. */
function momentOf(part: QueryPart, params: Params): (sql: string, metric: Metric) => string {
  let today: string | undefined;
  let now: string | undefined;
  return (sql, metric) =>
    sql
      .replaceAll(':rows', () => metric.rows ?? 'true')
      .replaceAll(':today', () => (today ??= `${params.add(part.today)}::date`))
      .replaceAll(':now', () => (now ??= `${params.add(part.now)}::timestamptz`));
}

function dateColumn({ dataset, date }: QueryPart): string {
  const field = dataset.dates[date];
  if (!field) throw new Error(`Dataset ${dataset.name} has no date ${date}`);
  return field.column;
}

/** SQL of a dimension's key, label and hint. */
function columnsOf(part: QueryPart, dimension: Dimension): { key: string; label: string; hint: string } {
  if (dimension.bucket) {
    const bucket = `to_char(v.${dateColumn(part)}, '${dimension.bucket}')`;
    return { key: bucket, label: bucket, hint: 'null::text' };
  }
  const columns = part.dataset.dimensions[dimension.name];
  if (!columns) throw new Error(`Dataset ${part.dataset.name} has no dimension ${dimension.name}`);
  if (columns.sql) return { key: columns.sql, label: columns.sql, hint: 'null::text' };
  return {
    key: `v.${columns.key ?? columns.column}::text`,
    label: `v.${columns.column}::text`,
    hint: columns.hint ? `v.${columns.hint}::text` : 'null::text',
  };
}

function selectDimension(part: QueryPart, dimension: Dimension, at: number): string {
  const { key, label, hint } = columnsOf(part, dimension);
  return `, ${key} as k${at}, ${label} as l${at}, ${hint} as h${at}`;
}

function conditions(part: QueryPart, params: Params): string[] {
  const all = [visibleRows(part.actor, 'v', params)];
  const date = `v.${dateColumn(part)}`;
  if (part.range)
    all.push(`${date} between ${params.add(part.range.from)}::date and ${params.add(part.range.to)}::date`);
  else if (part.dimensions.some((dimension) => dimension.bucket)) all.push(`${date} is not null`);
  for (const filter of part.filters) {
    const { key } = columnsOf(part, filter.dimension);
    const matches = `(coalesce(${key} = any(${params.add(filter.keys)}::text[]), false)${filter.empty ? ` or ${key} is null` : ''})`;
    all.push(filter.op === 'in' ? matches : `not ${matches}`);
  }
  return all;
}

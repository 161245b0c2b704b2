import { query } from '../../db/query.ts';
import type { Cell, DayRange } from '../../kernel/contracts/reports.ts';
import type { Scope } from '../scope.ts';
import { compileQuery, compileUndated, MAX_GROUPS, type QueryPart } from './compile-query.ts';
import { reportError } from './errors.ts';
import { changeKey, compareKey, type Group, type GroupedAnswer } from './group.ts';
import type { Metric } from './layer.ts';
import type { PlannedMetric, ReportPlan } from './plan-report.ts';
import { timeBuckets } from './time-buckets.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Computes a plan: one statement for each dataset and date, a second one for the period it is compared with; their rows
 * meet in one group where they agree on every dimension.
 *
 * @throws AppError `report.too_many_groups`
 */
export async function collectGroups(
  scope: Pick<Scope, 'em' | 'clock' | 'actor'>,
  plan: ReportPlan,
  today: string,
): Promise<GroupedAnswer> {
  const groups = new Map<string, Group>();
  const total = emptyGroup(plan, { is_total: true });
  const undated: { metric: string; date: string; records: number }[] = [];
  for (const part of partsOf(scope, plan, today)) {
    const read = async (range: DayRange | null) => {
      const { text, params } = compileQuery({ ...part, range });
      const rows = await query<Row>(scope.em, text, params);
      if (rows.length > MAX_GROUPS + 1) throw reportError('report.too_many_groups', { details: { max: MAX_GROUPS } });
      return rows;
    };
    for (const row of await read(plan.period)) put(groupOf(groups, total, plan, row), part.metrics, row);
    if (plan.compare) {
      const aligned = alignBuckets(plan, await read(plan.compare));
      for (const row of aligned) putCompare(groupOf(groups, total, plan, row), part.metrics, row);
    }
    if (plan.period ?? plan.dimensions.some((dimension) => dimension.bucket))
      undated.push(...(await countUndated(scope, part)));
  }
  for (const group of [...groups.values(), total]) complete(group, plan);
  return { groups: [...groups.values()], total, undated };
}

/** The metrics of a plan put together by dataset and, where the date matters, by date. */
function partsOf(scope: Pick<Scope, 'clock' | 'actor'>, plan: ReportPlan, today: string): QueryPart[] {
  const dated =
    plan.period !== null ||
    plan.dimensions.some((dimension) => dimension.bucket) ||
    plan.filters.some(({ dimension }) => dimension.bucket);
  const together = Map.groupBy(plan.metrics, ({ dataset, date }) => (dated ? `${dataset.name} ${date}` : dataset.name));
  return [...together.values()].map((planned) => {
    const { dataset, date } = planned[0] as PlannedMetric;
    return {
      dataset,
      date,
      metrics: planned.map(({ metric }) => metric),
      dimensions: plan.dimensions,
      filters: plan.filters,
      range: plan.period,
      actor: scope.actor,
      now: scope.clock.now(),
      today,
    };
  });
}

async function countUndated(scope: Pick<Scope, 'em'>, part: QueryPart): Promise<GroupedAnswer['undated']> {
  const { text, params } = compileUndated(part);
  const [row] = await query<Row>(scope.em, text, params);
  return part.metrics.map(({ name }, at) => ({ metric: name, date: part.date, records: Number(row?.[`n${at}`] ?? 0) }));
}

/** Lays the buckets of the compared period on those of the period: the first on the first, and so on. */
function alignBuckets(plan: ReportPlan, rows: readonly Row[]): Row[] {
  let aligned = [...rows];
  for (const [at, dimension] of plan.dimensions.entries()) {
    if (!dimension.bucket || !plan.period || !plan.compare) continue;
    const there = timeBuckets(plan.compare, dimension.name);
    const here = timeBuckets(plan.period, dimension.name);
    const place = new Map(there?.map((name, index) => [name, here?.[index]]));
    aligned = aligned.flatMap((row) => {
      if (row['is_total']) return [row];
      const bucket = place.get(String(row[`k${at}`]));
      return bucket === undefined ? [] : [{ ...row, [`k${at}`]: bucket, [`l${at}`]: bucket }];
    });
  }
  return aligned;
}

function groupOf(groups: Map<string, Group>, total: Group, plan: ReportPlan, row: Row): Group {
  if (row['is_total']) return total;
  const group = emptyGroup(plan, row);
  const key = JSON.stringify(group.keys);
  const known = groups.get(key);
  if (known) return known;
  groups.set(key, group);
  return group;
}

function emptyGroup(plan: ReportPlan, row: Row): Group {
  const textOf = (column: string) => plan.dimensions.map((_, at) => (row[`${column}${at}`] ?? null) as string | null);
  return {
    keys: textOf('k'),
    labels: textOf('l').map((label) => label ?? ''),
    hints: textOf('h'),
    cells: {},
    records: {},
  };
}

function put(group: Group, metrics: readonly Metric[], row: Row): void {
  for (const [at, { name }] of metrics.entries()) {
    group.cells[name] = row[`m${at}`] as Cell;
    group.records[name] = Number(row[`n${at}`] ?? 0);
  }
}

function putCompare(group: Group, metrics: readonly Metric[], row: Row): void {
  for (const [at, { name }] of metrics.entries()) group.cells[compareKey(name)] = row[`m${at}`] as Cell;
}

/** Gives a group that one statement did not know the value of nothing, and computes the changes. */
function complete(group: Group, plan: ReportPlan): void {
  for (const { metric } of plan.metrics) {
    const nothing = metric.kind === 'ratio' ? null : 0;
    const value = (group.cells[metric.name] ??= nothing);
    group.records[metric.name] ??= 0;
    if (!plan.compare) continue;
    const before = (group.cells[compareKey(metric.name)] ??= nothing);
    group.cells[changeKey(metric.name)] = changeOf(value, before);
  }
}

/** The change as a fraction of what was before; empty where there is nothing to compare with. */
export function changeOf(value: Cell, before: Cell): number | null {
  if (typeof value !== 'number' || typeof before !== 'number' || before === 0) return null;
  return (value - before) / Math.abs(before);
}

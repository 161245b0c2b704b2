import type { Cell } from '../../kernel/contracts/reports.ts';
import { reportError } from './errors.ts';
import { isOrdered } from './fill-buckets.ts';
import { changeKey, compareKey, type Group } from './group.ts';
import type { Dimension } from './layer.ts';
import type { ReportPlan } from './plan-report.ts';

type Comparison = (a: Group, b: Group) => number;

const byName = new Intl.Collator('zh-Hans-CN', { numeric: true });

/**
 * Sorts groups, the same way every time: as asked, else time and stages in their natural order, else the first metric with
 * the greatest first. Empty numbers and 未填写 come last; what is still equal goes by name, then by key.
 *
 * @throws AppError `report.unknown_order`
 */
export function orderGroups(groups: readonly Group[], plan: ReportPlan): Group[] {
  const comparisons = [...askedOrder(plan), ...naturalOrder(groups, plan), ...plan.dimensions.flatMap(tieOrder)];
  return [...groups].sort((a, b) => {
    for (const compare of comparisons) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  });
}

function askedOrder(plan: ReportPlan): Comparison[] {
  const { order } = plan.request;
  if (!order) return [];
  const column = metricColumn(plan, order.by);
  // 未填写 is no answer to «which is highest» or «lowest»: the named groups come first.
  if (column) return [...plan.dimensions.map((_, at) => emptyLast(at)), byCell(column, order.direction)];
  const at = plan.dimensions.findIndex((dimension) => isCalled(dimension, order.by));
  const dimension = plan.dimensions[at];
  if (dimension) return [byDimension(dimension, at, order.direction)];
  const columns = [...plan.dimensions.map(({ label }) => label), ...plan.metrics.map(({ metric }) => metric.label)];
  throw reportError('report.unknown_order', { details: { by: order.by, columns: columns.join('、') } });
}

/** The column an order names: a metric of the plan by name, label or synonym, or one of its comparison columns. */
function metricColumn(plan: ReportPlan, by: string): string | undefined {
  for (const { metric } of plan.metrics) {
    if ([metric.name, metric.label, ...metric.synonyms].includes(by)) return metric.name;
    if (plan.compare && [compareKey(metric.name), changeKey(metric.name)].includes(by)) return by;
  }
  return undefined;
}

function isCalled(dimension: Dimension, word: string): boolean {
  return [dimension.name, dimension.label, ...dimension.synonyms].includes(word);
}

function naturalOrder(groups: readonly Group[], plan: ReportPlan): Comparison[] {
  const metric = plan.metrics[0]?.metric;
  const last = plan.dimensions.length - 1;
  return plan.dimensions.flatMap((dimension, at) => {
    if (isOrdered(dimension)) return [byDimension(dimension, at, 'asc')];
    if (!metric) return [];
    if (at === last) return [emptyLast(at), byCell(metric.name, 'desc')];
    // Outer dimensions keep their groups together: by the sum where it means something, else by name.
    return metric.kind === 'additive'
      ? [emptyLast(at), bySum(groups, metric.name, at), byText(at)]
      : [byDimension(dimension, at, 'asc')];
  });
}

function byCell(column: string, direction: 'asc' | 'desc'): Comparison {
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => compareCells(a.cells[column] ?? null, b.cells[column] ?? null, sign);
}

function compareCells(a: Cell, b: Cell, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a === b ? 0 : sign * (a < b ? -1 : 1);
}

/** By the sum of the groups that share this value and all outer ones. */
function bySum(groups: readonly Group[], column: string, at: number): Comparison {
  const placeOf = (group: Group) => JSON.stringify(group.keys.slice(0, at + 1));
  const sums = new Map<string, number>();
  for (const group of groups) {
    sums.set(placeOf(group), (sums.get(placeOf(group)) ?? 0) + Number(group.cells[column] ?? 0));
  }
  return (a, b) => (sums.get(placeOf(b)) ?? 0) - (sums.get(placeOf(a)) ?? 0);
}

function byDimension(dimension: Dimension, at: number, direction: 'asc' | 'desc'): Comparison {
  const sign = direction === 'asc' ? 1 : -1;
  const rank = new Map(dimension.coded?.map(({ code }, index) => [code, index] as const));
  return (a, b) => {
    const empty = emptyLast(at)(a, b);
    if (empty !== 0) return empty;
    if (dimension.coded) return sign * ((rank.get(a.keys[at] ?? '') ?? 99) - (rank.get(b.keys[at] ?? '') ?? 99));
    return sign * byText(at)(a, b);
  };
}

const emptyLast =
  (at: number): Comparison =>
  (a, b) =>
    Number(a.keys[at] === null) - Number(b.keys[at] === null);

const byText =
  (at: number): Comparison =>
  (a, b) =>
    byName.compare(a.labels[at] ?? '', b.labels[at] ?? '');

function tieOrder(_: Dimension, at: number): Comparison[] {
  return [
    emptyLast(at),
    byText(at),
    (a, b) => ((a.keys[at] ?? '') < (b.keys[at] ?? '') ? -1 : Number(a.keys[at] !== b.keys[at])),
  ];
}

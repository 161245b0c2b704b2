import type { Cell } from '../../kernel/contracts/reports.ts';
import { findChanges } from './find-changes.ts';
import { formatValue } from './format-value.ts';
import type { Group, GroupedAnswer } from './group.ts';
import type { Metric } from './layer.ts';
import type { ReportPlan } from './plan-report.ts';
import { sayBucket } from './time-buckets.ts';

/** A ratio of fewer records than this is left out of «highest» and «lowest»: one deal won of one is no 100 %. */
const MIN_RECORDS = 5;
/** Groups needed before one of them can stand out. */
const MIN_FOR_OUTLIER = 6;

/**
 * What a reader should notice, computed: the largest and its share, the change against the compared period, one that stands
 * out, and records that could not be counted. Each is a short sentence with its numbers; about the first metric.
 *
 * @param groups all groups with labels, not only the shown ones
 */
export function findFindings(
  plan: ReportPlan,
  answer: GroupedAnswer,
  groups: readonly Group[],
  today: string,
): string[] {
  const metric = plan.metrics[0]?.metric;
  if (!metric) return [];
  const named = groups.filter((group) => group.keys.every((key) => key !== null)).map((group) => spoken(plan, group));
  const ranks = plan.dimensions.length === 1 && !plan.dimensions[0]?.bucket;
  return [
    ...(metric.kind === 'ratio'
      ? findRatioEnds(metric, named, answer.total)
      : [...findLowest(plan, metric, named), ...findLargest(metric, named, answer.total, ranks)]),
    ...findOutlier(plan, metric, named),
    ...findChanges(plan, metric, named, answer.total, today),
    ...findUndated(plan, answer),
  ];
}

/** The group with its labels as one says them in a sentence. */
function spoken(plan: ReportPlan, group: Group): Group {
  const labels = group.labels.map((label, at) => sayBucket(label, plan.dimensions[at]?.name ?? ''));
  return { ...group, labels };
}

function nameOf(group: Group): string {
  return group.labels.join(' · ');
}

function numberIn(group: Group, metric: Metric): number {
  const cell: Cell = group.cells[metric.name] ?? null;
  return typeof cell === 'number' ? cell : 0;
}

/** @param ranks whether the groups are things one ranks (people, products), not months or combinations */
function findLargest(metric: Metric, groups: readonly Group[], total: Group, ranks: boolean): string[] {
  const ranked = groups.filter((group) => numberIn(group, metric) > 0);
  ranked.sort((a, b) => numberIn(b, metric) - numberIn(a, metric));
  const [top, second] = ranked;
  if (!top || !second) return [];
  const tied = ranked.filter((group) => numberIn(group, metric) === numberIn(top, metric));
  const value = formatValue(numberIn(top, metric), metric.format);
  if (tied.length > 1) {
    const names = tied.slice(0, 3).map(nameOf).join('、');
    return [`${metric.label}最高的是${names}${tied.length > 3 ? `等 ${tied.length} 个` : ''}，都是 ${value}。`];
  }
  const whole = numberIn(total, metric);
  if (metric.kind !== 'additive' || whole <= 0) return [`${metric.label}最高的是${nameOf(top)}，${value}。`];
  const share = (sum: number) => formatValue(sum / whole, 'percent');
  const found = [`${metric.label}最高的是${nameOf(top)}，${value}，占全部的 ${share(numberIn(top, metric))}。`];
  if (ranks && ranked.length > 5) {
    const three = ranked.slice(0, 3).reduce((sum, group) => sum + numberIn(group, metric), 0);
    found.push(`前三名合计占 ${share(three)}。`);
  }
  return found;
}

/** The other end, when the report is ordered from there («哪个行业赢单金额最低»). */
function findLowest(plan: ReportPlan, metric: Metric, groups: readonly Group[]): string[] {
  const { order } = plan.request;
  const asked = order?.direction === 'asc' && [metric.name, metric.label, ...metric.synonyms].includes(order.by);
  const ranked = groups.toSorted((a, b) => numberIn(a, metric) - numberIn(b, metric));
  const [bottom, next] = ranked;
  if (!asked || !bottom || !next) return [];
  const tied = ranked.filter((group) => numberIn(group, metric) === numberIn(bottom, metric));
  const value = formatValue(numberIn(bottom, metric), metric.format);
  if (tied.length === 1) return [`${metric.label}最低的是${nameOf(bottom)}，${value}。`];
  const names = tied.slice(0, 3).map(nameOf).join('、');
  return [`${metric.label}最低的是${names}${tied.length > 3 ? `等 ${tied.length} 个` : ''}，都是 ${value}。`];
}

function findRatioEnds(metric: Metric, groups: readonly Group[], total: Group): string[] {
  const solid = groups.filter(
    (group) => group.cells[metric.name] !== null && (group.records[metric.name] ?? 0) >= MIN_RECORDS,
  );
  solid.sort((a, b) => numberIn(b, metric) - numberIn(a, metric));
  const top = solid[0];
  const bottom = solid.at(-1);
  if (!top || !bottom || numberIn(top, metric) === numberIn(bottom, metric)) return [];
  const write = (group: Group) => `${nameOf(group)}（${formatValue(numberIn(group, metric), metric.format)}）`;
  // Stages follow one another, so a conversion over all of them says nothing.
  const whole = metric.needs ? '' : `，整体 ${formatValue(total.cells[metric.name] ?? null, metric.format)}`;
  const left = groups.length - solid.length;
  const note = left > 0 ? `；不足 ${MIN_RECORDS} 条记录的 ${left} 项没有参与比较` : '';
  return [`${metric.label}最高的是${write(top)}，最低的是${write(bottom)}${whole}${note}。`];
}

/** A group far above the others: more than three quartile distances over the upper quartile (Tukey's outer fence). */
function findOutlier(plan: ReportPlan, metric: Metric, groups: readonly Group[]): string[] {
  if (metric.kind === 'ratio' || plan.dimensions.length !== 1 || groups.length < MIN_FOR_OUTLIER) return [];
  const values = groups.map((group) => numberIn(group, metric)).sort((a, b) => a - b);
  const [low, middle, high] = [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)];
  const far = groups.filter((group) => numberIn(group, metric) > high + 3 * (high - low));
  const [only] = far;
  if (far.length !== 1 || !only || middle <= 0 || high === low) return [];
  return [`${nameOf(only)}明显高于其他，是中位数的 ${formatValue(numberIn(only, metric) / middle, 'decimal')} 倍。`];
}

/** @param sorted ascending */
function quantile(sorted: readonly number[], fraction: number): number {
  const at = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(at)] ?? 0;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at));
}

/** Says how many records a date that is not filled in keeps out, once for each date. */
function findUndated(plan: ReportPlan, { undated }: GroupedAnswer): string[] {
  const lines = new Map<string, string>();
  for (const { metric, date, records } of undated) {
    const planned = plan.metrics.find((entry) => entry.metric.name === metric);
    if (records === 0 || !planned) continue;
    const { label } = planned.dataset.dates[date] ?? { label: date };
    const key = `${planned.dataset.name} ${date}`;
    if (!lines.has(key))
      lines.set(key, `另有 ${records} 条${planned.dataset.label}没有填写${label}，未计入${planned.metric.label}。`);
  }
  return [...lines.values()];
}

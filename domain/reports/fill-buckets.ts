import { changeKey, compareKey, type Group } from './group.ts';
import type { Dimension } from './layer.ts';
import type { ReportPlan } from './plan-report.ts';
import { timeBuckets } from './time-buckets.ts';

/**
 * Adds the groups nothing happened in: for a report by one bucket of time over a period, its buckets up to today, so that a
 * line does not jump over an empty month. Groups of a fixed set in which every number is 0 are taken out instead (deals in
 * hand have no 赢单 line).
 */
export function fillBuckets(groups: readonly Group[], plan: ReportPlan, today: string): Group[] {
  const [dimension] = plan.dimensions;
  const kept = plan.dimensions.some(({ coded }) => coded) ? groups.filter((group) => !isNothing(group)) : [...groups];
  if (plan.dimensions.length !== 1 || !dimension?.bucket || !plan.period || plan.period.from > today) return kept;
  const until = plan.period.to < today ? plan.period.to : today;
  const known = new Set(kept.map((group) => group.keys[0]));
  const missing = (timeBuckets({ from: plan.period.from, to: until }, dimension.name) ?? []).filter(
    (name) => !known.has(name),
  );
  return [...kept, ...missing.map((name) => emptyBucket(name, plan))];
}

function isNothing(group: Group): boolean {
  return Object.values(group.cells).every((cell) => cell === 0 || cell === null);
}

function emptyBucket(name: string, plan: ReportPlan): Group {
  const cells = plan.metrics.flatMap(({ metric }) => {
    const nothing = metric.kind === 'ratio' ? null : 0;
    const compared = [[compareKey(metric.name), nothing] as const, [changeKey(metric.name), null] as const];
    return [[metric.name, nothing] as const, ...(plan.compare ? compared : [])];
  });
  return { keys: [name], labels: [name], hints: [null], cells: Object.fromEntries(cells), records: {} };
}

/** True for dimensions whose values follow one another: time, and fixed sets. */
export function isOrdered(dimension: Dimension): boolean {
  return dimension.bucket !== undefined || dimension.coded !== undefined;
}

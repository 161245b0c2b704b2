import type { ChartSpec, TableColumn } from '../../kernel/contracts/reports.ts';
import { compareKey, type Group } from './group.ts';
import type { Dimension } from './layer.ts';
import type { PlannedMetric, ReportPlan } from './plan-report.ts';

/** Categories a bar chart can still label. */
const MAX_BARS = 30;
const MAX_SLICES = 6;

/**
 * The chart beside the table: a line over time, a funnel over stages, a pie for a few parts of a whole, bars for other single
 * dimensions of few rows, else none. Series share one format, that of the first metric, because they share an axis.
 *
 * @param shown the groups the answer shows, in order
 * @param rowCount groups before a limit cut them
 */
export function chooseChart(plan: ReportPlan, shown: readonly Group[], rowCount: number): ChartSpec | null {
  const [dimension] = plan.dimensions;
  const [first] = plan.metrics;
  if (!dimension || !first || plan.dimensions.length > 1 || shown.length < 2) return null;
  if (!dimension.bucket && shown.length > MAX_BARS) return null;
  const alike = plan.metrics.filter(({ metric }) => metric.format === first.metric.format).slice(0, 3);
  const kind = kindOf(dimension, alike, plan, shown, rowCount);
  const drawn = kind === 'pie' || kind === 'funnel' ? [first] : alike;
  const series = drawn.flatMap(({ metric }) => {
    const columns: TableColumn[] = [{ key: metric.name, label: metric.label, format: metric.format }];
    if (plan.compare && kind !== 'funnel') {
      columns.push({ key: compareKey(metric.name), label: `${metric.label}（对比期）`, format: metric.format });
    }
    return columns;
  });
  const title = `各${dimension.label}${drawn.map(({ metric }) => metric.label).join('、')}`;
  return { kind, title: dimension.bucket ? `${title}走势` : title, category: dimension.name, series };
}

function kindOf(
  dimension: Dimension,
  metrics: readonly PlannedMetric[],
  plan: ReportPlan,
  shown: readonly Group[],
  rowCount: number,
): ChartSpec['kind'] {
  if (dimension.bucket) return 'line';
  const [first] = metrics;
  const whole = first?.metric.kind === 'additive' && metrics.length === 1 && plan.metrics.length === 1;
  if (dimension.name === 'stage' && first?.metric.kind === 'additive') return 'funnel';
  const positive = shown.every((group) => Number(group.cells[first?.metric.name ?? '']) > 0);
  const complete = rowCount === shown.length && rowCount <= MAX_SLICES;
  return whole && dimension.composition && complete && positive && !plan.compare ? 'pie' : 'bar';
}

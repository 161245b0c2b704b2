import { ReportRequest, type DayRange, type Period, type ReportRequestInput } from '../../kernel/contracts/reports.ts';
import { resolvePeriod } from '../../kernel/time-phrases/resolve-period.ts';
import { shiftRange } from '../../kernel/time-phrases/shift-range.ts';
import type { Scope } from '../scope.ts';
import { reportError } from './errors.ts';
import { findDimension, findMetric } from './find-definition.ts';
import type { Dataset, Dimension, Metric } from './layer.ts';
import { readLayer } from './read-layer.ts';
import { dimensionsIn, type ReportLayer } from './report-layer.ts';
import { resolveValues, type ResolvedValues } from './resolve-values.ts';

/** A metric with where it is computed and the date its period lies on. */
export interface PlannedMetric {
  readonly metric: Metric;
  readonly dataset: Dataset;
  /** Name of the date in `dataset.dates`. */
  readonly date: string;
}

export interface PlannedFilter extends ResolvedValues {
  readonly op: 'in' | 'not_in';
}

/** A request that is known to be answerable. */
export interface ReportPlan {
  readonly metrics: readonly PlannedMetric[];
  readonly dimensions: readonly Dimension[];
  readonly filters: readonly PlannedFilter[];
  readonly period: DayRange | null;
  readonly compare: DayRange | null;
  /** The request in the layer's own names. */
  readonly request: ReportRequest;
}

/**
 * Checks a request against the semantic layer and turns every word into a definition, a value or days.
 *
 * @throws AppError `report.*` of kind invalid, saying what is possible instead
 */
export async function planReport(
  scope: Pick<Scope, 'em' | 'clock' | 'actor'>,
  input: ReportRequestInput,
): Promise<ReportPlan> {
  const request = parseRequest(input);
  const layer = await readLayer(scope);
  const metrics = planMetrics(request, layer);
  const dimensions = planDimensions(request, metrics, layer);
  for (const dimension of dimensions)
    for (const { metric, dataset } of metrics) requireDivisible(layer, metric, dataset, dimension);
  const filters: PlannedFilter[] = [];
  for (const { dimension, op, values } of request.filters) {
    const resolved = await resolveValues(scope, findDimension(dimension, layer), values);
    for (const { metric, dataset } of metrics) requireDivisible(layer, metric, dataset, resolved.dimension);
    filters.push({ ...resolved, op });
  }
  const now = scope.clock.now();
  const period = request.period === undefined ? null : resolveRange(request.period, now);
  return {
    metrics,
    dimensions,
    filters,
    period,
    compare: planCompare(request, period, now),
    request: {
      ...request,
      metrics: metrics.map(({ metric }) => metric.name),
      dimensions: dimensions.map(({ name }) => name),
      filters: filters.map(({ dimension, op, labels, empty }) => ({
        dimension: dimension.name,
        op,
        values: empty ? [...labels, null] : [...labels],
      })),
    },
  };
}

function parseRequest(input: ReportRequestInput): ReportRequest {
  const parsed = ReportRequest.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
  throw reportError('report.request_invalid', { details: { problems } });
}

function planMetrics(request: ReportRequest, layer: ReportLayer): PlannedMetric[] {
  const found = new Map(
    request.metrics.map((word) => findMetric(word, layer)).map((entry) => [entry.metric.name, entry]),
  );
  return [...found.values()].map(({ metric, dataset }) => {
    const date = request.period_field ?? metric.period;
    if (Object.hasOwn(dataset.dates, date)) return { metric, dataset, date };
    const fields = Object.entries(dataset.dates).map(([name, { label }]) => `${label}（${name}）`);
    throw reportError('report.unknown_period_field', {
      details: { metric: metric.label, field: date, fields: fields.join('、') },
    });
  });
}

/** The asked dimensions, each once, and those a metric cannot do without unless a filter already fixes them. */
function planDimensions(request: ReportRequest, metrics: readonly PlannedMetric[], layer: ReportLayer): Dimension[] {
  const found = new Set(request.dimensions.map((word) => findDimension(word, layer)));
  const filtered = new Set(request.filters.map(({ dimension }) => findDimension(dimension, layer).name));
  for (const { metric } of metrics) {
    if (!metric.needs || filtered.has(metric.needs)) continue;
    found.add(findDimension(metric.needs, layer));
    if (found.size > 3) throw reportError('report.too_many_dimensions', { details: { metric: metric.label } });
  }
  return [...found];
}

function requireDivisible(layer: ReportLayer, metric: Metric, dataset: Dataset, dimension: Dimension): void {
  const possible = dimensionsIn(layer, dataset);
  if (possible.includes(dimension)) return;
  const dimensions = possible.map(({ label }) => label).join('、');
  throw reportError('report.not_divisible', {
    details: { metric: metric.label, dimension: dimension.label, dimensions },
  });
}

/** A period as days; a range given the wrong way round is turned. */
function resolveRange(period: Period, now: Date): DayRange {
  const range = typeof period === 'string' ? resolvePeriod(period, now) : period;
  return range.from <= range.to ? { from: range.from, to: range.to } : { from: range.to, to: range.from };
}

function planCompare({ compare }: ReportRequest, period: DayRange | null, now: Date): DayRange | null {
  if (compare === undefined) return null;
  if (!period) throw reportError('report.compare_needs_period');
  if (compare === 'previous_period' || compare === 'same_period_last_year') return shiftRange(period, compare);
  return resolveRange(compare, now);
}

import { reportError } from './errors.ts';
import type { Dataset, Dimension, Metric } from './layer.ts';
import { foldName, nearNames } from './near-names.ts';
import { BUILT_IN_LAYER, type ReportLayer } from './report-layer.ts';

interface Named {
  readonly name: string;
  readonly label: string;
  readonly synonyms: readonly string[];
}

/**
 * The metric of a name, a label or a synonym, with its dataset.
 *
 * @throws AppError `report.unknown_metric` with the nearest labels
 */
export function findMetric(
  word: string,
  { metrics }: ReportLayer = BUILT_IN_LAYER,
): { metric: Metric; dataset: Dataset } {
  const found =
    metrics.find(({ metric }) => metric.name === word) ?? metrics.find(({ metric }) => isCalled(metric, word));
  if (found) return found;
  const near = nearest(
    word,
    metrics.map(({ metric }) => metric),
  );
  throw reportError('report.unknown_metric', { details: { name: word, nearest: near } });
}

/**
 * The dimension of a name, a label or a synonym.
 *
 * @throws AppError `report.unknown_dimension` with the nearest labels
 */
export function findDimension(word: string, { dimensions }: ReportLayer = BUILT_IN_LAYER): Dimension {
  const found =
    dimensions.find(({ name }) => name === word) ?? dimensions.find((dimension) => isCalled(dimension, word));
  if (found) return found;
  throw reportError('report.unknown_dimension', { details: { name: word, nearest: nearest(word, dimensions) } });
}

function isCalled(entry: Named, word: string): boolean {
  const folded = foldName(word);
  return [entry.name, entry.label, ...entry.synonyms].some((name) => foldName(name) === folded);
}

/** Labels of the entries whose name, label or a synonym is most like the word; the first labels when nothing is. */
function nearest(word: string, entries: readonly Named[]): string {
  const labelOf = new Map(
    entries.flatMap((e) => [e.name, e.label, ...e.synonyms].map((name) => [name, e.label] as const)),
  );
  const near = nearNames(word, labelOf.keys(), 8).map((name) => labelOf.get(name) ?? name);
  const labels = near.length > 0 ? near : entries.map((entry) => entry.label);
  return [...new Set(labels)].slice(0, 3).join('、');
}

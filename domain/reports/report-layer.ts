import { DIMENSIONS } from './dimensions.ts';
import type { Dataset, Dimension, Metric } from './layer.ts';
import { REPORT_DATASETS } from './registry.ts';

/** Everything one may ask for: the built-in definitions, and those that follow from the organisation's own fields. */
export interface ReportLayer {
  readonly datasets: readonly Dataset[];
  readonly dimensions: readonly Dimension[];
  /** Every metric with the dataset it is computed from. */
  readonly metrics: readonly { readonly metric: Metric; readonly dataset: Dataset }[];
}

/** A layer of these datasets and dimensions. */
export function layerOf(datasets: readonly Dataset[], dimensions: readonly Dimension[]): ReportLayer {
  return {
    datasets,
    dimensions,
    metrics: datasets.flatMap((dataset) => dataset.metrics.map((metric) => ({ metric, dataset }))),
  };
}

/** What there is without any field of the organisation's own. */
export const BUILT_IN_LAYER: ReportLayer = layerOf(REPORT_DATASETS, DIMENSIONS);

/** The dimensions of a layer that a dataset can be cut by, time included. */
export function dimensionsIn(layer: ReportLayer, dataset: Dataset): readonly Dimension[] {
  return layer.dimensions.filter(({ name, bucket }) => bucket !== undefined || name in dataset.dimensions);
}

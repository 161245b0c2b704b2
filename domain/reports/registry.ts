import { ACTIVITY_REPORT } from './datasets/activity.report.ts';
import { CUSTOMER_REPORT } from './datasets/customer.report.ts';
import { LEAD_REPORT } from './datasets/lead.report.ts';
import { OPPORTUNITY_REPORT } from './datasets/opportunity.report.ts';
import { STAGE_CHANGE_REPORT } from './datasets/stage-change.report.ts';
import { STAGE_REACH_REPORT } from './datasets/stage-reach.report.ts';
import { DIMENSIONS } from './dimensions.ts';
import type { Dataset, Dimension, Metric } from './layer.ts';

/** Every dataset; a metric is found by its name over all of them. */
export const REPORT_DATASETS: readonly Dataset[] = [
  OPPORTUNITY_REPORT,
  ACTIVITY_REPORT,
  LEAD_REPORT,
  CUSTOMER_REPORT,
  STAGE_CHANGE_REPORT,
  STAGE_REACH_REPORT,
];

/** Every metric with the dataset it is computed from. */
export const METRICS: readonly { readonly metric: Metric; readonly dataset: Dataset }[] = REPORT_DATASETS.flatMap(
  (dataset) => dataset.metrics.map((metric) => ({ metric, dataset })),
);

/** The dimensions a dataset can be cut by, time included. */
export function dimensionsOf(dataset: Dataset): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => dimension.bucket !== undefined || dimension.name in dataset.dimensions);
}

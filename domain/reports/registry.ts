import { ACTIVITY_REPORT } from './datasets/activity.report.ts';
import { CUSTOMER_REPORT } from './datasets/customer.report.ts';
import { LEAD_REPORT } from './datasets/lead.report.ts';
import { OPPORTUNITY_REPORT } from './datasets/opportunity.report.ts';
import { STAGE_CHANGE_REPORT } from './datasets/stage-change.report.ts';
import { STAGE_REACH_REPORT } from './datasets/stage-reach.report.ts';
import type { Dataset } from './layer.ts';

/** Every dataset; a metric is found by its name over all of them. */
export const REPORT_DATASETS: readonly Dataset[] = [
  OPPORTUNITY_REPORT,
  ACTIVITY_REPORT,
  LEAD_REPORT,
  CUSTOMER_REPORT,
  STAGE_CHANGE_REPORT,
  STAGE_REACH_REPORT,
];

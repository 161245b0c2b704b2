import type { Dataset } from '../layer.ts';
import { CLOSED_METRICS } from './closed-metrics.ts';
import { PIPELINE_METRICS } from './pipeline-metrics.ts';
import { DEAL } from './shared-columns.ts';

/** One row for each deal. */
export const OPPORTUNITY_REPORT: Dataset = {
  name: 'opportunity',
  label: '商机',
  view: 'report_opportunity',
  dates: {
    opened_on: { column: 'opened_on', label: '商机创建日期' },
    closed_on: { column: 'closed_on', label: '结单日期' },
    expected_close: { column: 'expected_close', label: '预计成交日期' },
  },
  dimensions: { ...DEAL, stage: { column: 'stage' } },
  metrics: [...CLOSED_METRICS, ...PIPELINE_METRICS],
};

import type { Dataset } from '../layer.ts';
import { DEAL } from './shared-columns.ts';

/** One row for each stage a deal came through. */
export const STAGE_REACH_REPORT: Dataset = {
  name: 'stage_reach',
  label: '阶段转化',
  view: 'report_stage_reach',
  dates: { reached_on: { column: 'reached_on', label: '进入阶段的日期' } },
  dimensions: { ...DEAL, stage: { column: 'stage' } },
  metrics: [
    {
      name: 'stage_conversion',
      label: '阶段转化率',
      synonyms: ['阶段转换率', '漏斗转化率', '各阶段转化率', '商机转化率', '阶段通过率'],
      format: 'percent',
      kind: 'ratio',
      // Won deals have nowhere further to go: their stage has no conversion.
      sql: "(count(*) filter (where advanced and stage <> 'won'))::float8 / nullif(count(*) filter (where stage <> 'won'), 0)",
      rows: "stage <> 'won'",
      period: 'reached_on',
      needs: 'stage',
      description: '到过某阶段的商机里，走到更后阶段的占比；跳过的阶段算到过。',
    },
    {
      name: 'reached_count',
      label: '到达商机数',
      synonyms: ['进入阶段商机数', '到达阶段的商机数', '各阶段到达数'],
      format: 'integer',
      kind: 'additive',
      sql: 'count(*)::int',
      period: 'reached_on',
      needs: 'stage',
      description: '到过某阶段的商机数；跳过的阶段算到过。',
    },
  ],
};

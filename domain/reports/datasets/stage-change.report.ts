import type { Dataset } from '../layer.ts';
import { DEAL } from './shared-columns.ts';

/** One row for each move of a deal from stage to stage. */
export const STAGE_CHANGE_REPORT: Dataset = {
  name: 'stage_change',
  label: '阶段变动',
  view: 'report_stage_change',
  dates: { changed_on: { column: 'changed_on', label: '变动日期' } },
  dimensions: { ...DEAL, stage: { column: 'to_stage' } },
  metrics: [
    {
      name: 'stage_advance_count',
      label: '阶段推进次数',
      synonyms: ['推进次数', '推进数', '推进了多少单', '推进了几单', '商机推进次数'],
      format: 'integer',
      kind: 'additive',
      sql: 'count(*) filter (where :rows)::int',
      rows: 'forward',
      period: 'changed_on',
      description: '商机向后推进阶段的次数，含赢单；按阶段看时是进入的阶段。',
    },
    {
      name: 'advanced_opportunity_count',
      label: '推进商机数',
      synonyms: ['有推进的商机数', '有进展的商机数'],
      format: 'integer',
      kind: 'distinct',
      sql: 'count(distinct opportunity_id) filter (where :rows)::int',
      rows: 'forward',
      period: 'changed_on',
      description: '有过阶段推进的商机数，同一商机只算一次。',
    },
  ],
};

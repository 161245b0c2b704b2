import type { Dataset, Metric } from '../layer.ts';
import { OWNERSHIP } from './shared-columns.ts';

const count = { format: 'integer', kind: 'additive', period: 'created_on' } as const;

const METRICS: readonly Metric[] = [
  {
    ...count,
    name: 'lead_count',
    label: '线索数',
    synonyms: ['新增线索数', '新线索数', '线索量', '线索数量', '多少线索', '多少条线索', '进线量'],
    sql: 'count(*)::int',
    description: '线索数；时间范围按创建日期。',
  },
  {
    name: 'converted_lead_count',
    label: '线索转化数',
    synonyms: ['转化线索数', '已转化线索数', '转化了多少线索', '转客户数', '转化数'],
    format: 'integer',
    kind: 'additive',
    sql: 'count(*) filter (where :rows)::int',
    rows: "status = 'converted'",
    period: 'converted_on',
    description: '已转成客户的线索数；时间范围按转化日期。',
  },
  {
    name: 'lead_conversion_rate',
    label: '线索转化率',
    synonyms: ['转化率', '线索转客户率', '线索转换率'],
    format: 'percent',
    kind: 'ratio',
    sql: "(count(*) filter (where status = 'converted'))::float8 / nullif(count(*), 0)",
    period: 'created_on',
    description: '时间范围内创建的线索里，已转成客户的占比。',
  },
  {
    ...count,
    name: 'qualified_lead_count',
    label: '合格线索数',
    synonyms: ['有效线索数', '已确认线索数', '意向线索数'],
    sql: 'count(*) filter (where :rows)::int',
    rows: "status in ('qualified', 'converted')",
    description: '已确认或已转化的线索数。',
  },
  {
    ...count,
    name: 'uncontacted_lead_count',
    label: '未联系线索数',
    synonyms: ['待联系线索数', '没联系的线索数', '未跟进线索数'],
    sql: 'count(*) filter (where :rows)::int',
    rows: "status = 'new'",
    description: '还没有联系过的线索数。',
  },
  {
    ...count,
    name: 'unassigned_lead_count',
    label: '未分配线索数',
    synonyms: ['待分配线索数', '没人跟的线索数', '无人负责的线索数'],
    sql: 'count(*) filter (where :rows)::int',
    rows: 'owner_id is null',
    description: '还没有负责人的线索数。',
  },
  {
    ...count,
    name: 'disqualified_lead_count',
    label: '无效线索数',
    synonyms: ['不合格线索数', '废弃线索数'],
    sql: 'count(*) filter (where :rows)::int',
    rows: "status = 'disqualified'",
    description: '判为无效的线索数。',
  },
];

/** One row for each lead. */
export const LEAD_REPORT: Dataset = {
  name: 'lead',
  label: '线索',
  view: 'report_lead',
  dates: {
    created_on: { column: 'created_on', label: '创建日期' },
    converted_on: { column: 'converted_on', label: '转化日期' },
  },
  dimensions: {
    ...OWNERSHIP,
    sector: { column: 'sector' },
    source: { column: 'source' },
    lead_status: { column: 'status' },
  },
  metrics: METRICS,
};

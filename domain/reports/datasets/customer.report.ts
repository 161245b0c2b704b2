import type { Dataset } from '../layer.ts';
import { CUSTOMER, OWNERSHIP } from './shared-columns.ts';

/** One row for each customer. */
export const CUSTOMER_REPORT: Dataset = {
  name: 'customer',
  label: '客户',
  view: 'report_customer',
  dates: { created_on: { column: 'created_on', label: '建档日期' } },
  dimensions: { ...OWNERSHIP, ...CUSTOMER, source: { column: 'source' } },
  metrics: [
    {
      name: 'customer_count',
      label: '客户数',
      synonyms: ['客户数量', '客户总数', '新增客户数', '新客户数', '多少客户', '多少家客户', '客户量'],
      format: 'integer',
      kind: 'additive',
      sql: 'count(*)::int',
      period: 'created_on',
      description: '客户数；时间范围按建档日期，即新增客户数。',
    },
    {
      name: 'idle_customer_count',
      label: '沉默客户数',
      synonyms: ['未跟进客户数', '沉睡客户数', '超过30天没联系的客户数', '流失风险客户数'],
      format: 'integer',
      kind: 'additive',
      sql: 'count(*) filter (where :rows)::int',
      rows: 'touched_on < :today - 30',
      period: 'created_on',
      description: '超过 30 天没有往来的客户数。',
    },
  ],
};

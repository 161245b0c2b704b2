import type { Dataset, Metric } from '../layer.ts';
import { CUSTOMER, OWNERSHIP } from './shared-columns.ts';

const done = { format: 'integer', kind: 'additive', period: 'occurred_on' } as const;
const doneOf = (kind: string) => {
  const rows = `status = 'done' and kind = '${kind}'`;
  return { rows, sql: 'count(*) filter (where :rows)::int' };
};

const METRICS: readonly Metric[] = [
  {
    ...done,
    name: 'activity_count',
    label: '跟进次数',
    synonyms: ['跟进数', '跟进量', '活动数', '拜访跟进次数', '跟进了多少次', '跟进了几次', '跟进记录数', '互动次数'],
    sql: 'count(*) filter (where :rows)::int',
    rows: "status = 'done'",
    description: '已完成的跟进次数，含电话、拜访、会议、微信等。',
  },
  {
    ...done,
    name: 'call_count',
    label: '电话次数',
    synonyms: ['电话数', '电话量', '通话次数', '打了多少电话', '打了几个电话', '打电话次数', '通话量'],
    ...doneOf('call'),
    description: '已完成的电话跟进次数。',
  },
  {
    ...done,
    name: 'visit_count',
    label: '拜访次数',
    synonyms: ['拜访数', '拜访量', '上门次数', '拜访了多少次', '拜访了几次', '外勤次数'],
    ...doneOf('visit'),
    description: '已完成的拜访次数。',
  },
  {
    ...done,
    name: 'meeting_count',
    label: '会议次数',
    synonyms: ['会议数', '开会次数', '面谈次数'],
    ...doneOf('meeting'),
    description: '已完成的会议次数。',
  },
  {
    ...done,
    name: 'demo_count',
    label: '演示次数',
    synonyms: ['演示数', '产品演示次数'],
    ...doneOf('demo'),
    description: '已完成的产品演示次数。',
  },
  {
    ...done,
    name: 'wechat_count',
    label: '微信沟通次数',
    synonyms: ['微信次数', '微信跟进次数', '微信沟通数'],
    ...doneOf('wechat'),
    description: '已完成的微信沟通次数。',
  },
  {
    name: 'followed_customer_count',
    label: '跟进客户数',
    synonyms: ['覆盖客户数', '联系客户数', '跟进了多少客户', '跟进了多少家客户', '拜访客户数'],
    format: 'integer',
    kind: 'distinct',
    sql: 'count(distinct customer_id) filter (where :rows)::int',
    rows: "status = 'done'",
    period: 'occurred_on',
    description: '跟进过的客户数，同一客户只算一次。',
  },
  {
    name: 'planned_follow_up_count',
    label: '待跟进数',
    synonyms: ['待办跟进数', '计划跟进数', '待跟进任务数', '未完成跟进数'],
    format: 'integer',
    kind: 'additive',
    sql: 'count(*) filter (where :rows)::int',
    rows: "status = 'planned'",
    period: 'due_on',
    description: '已安排、还没有完成的跟进数；时间范围按计划日期。',
  },
  {
    name: 'overdue_follow_up_count',
    label: '逾期跟进数',
    synonyms: ['逾期未跟进数', '过期跟进数', '超期跟进数', '逾期任务数'],
    format: 'integer',
    kind: 'additive',
    sql: 'count(*) filter (where :rows)::int',
    rows: "status = 'planned' and due_at < :now",
    period: 'due_on',
    description: '计划时间已过、还没有完成的跟进数。',
  },
];

/** One row for each activity, done or planned. */
export const ACTIVITY_REPORT: Dataset = {
  name: 'activity',
  label: '跟进',
  view: 'report_activity',
  dates: {
    occurred_on: { column: 'occurred_on', label: '跟进日期' },
    due_on: { column: 'due_on', label: '计划日期' },
  },
  dimensions: { ...OWNERSHIP, ...CUSTOMER, activity_kind: { column: 'kind' } },
  metrics: METRICS,
};

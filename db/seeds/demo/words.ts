import type { ActivityKind, Stage } from '../../../kernel/contracts/crm.ts';

/** The words the CRM writes on timelines. This room may not import the CRM's; a test of the architecture compares them. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  prospecting: '初步接触',
  qualification: '需求确认',
  proposal: '方案报价',
  negotiation: '商务谈判',
  won: '赢单',
  lost: '输单',
};

export const ACTIVITY_KIND_WORDS: Readonly<Record<ActivityKind, string>> = {
  call: '电话',
  visit: '拜访',
  meeting: '会议',
  wechat: '微信',
  email: '邮件',
  demo: '演示',
  note: '备注',
  other: '跟进',
};

export const TIMELINE_WORDS = {
  'customer.created': '新建客户',
  'customer.transferred': '转移客户',
  'customer.tagged': '修改标签',
  'contact.created': '新增联系人',
  'lead.converted': '线索转为客户',
  'opportunity.created': '新建商机',
  'opportunity.stage_moved': '商机阶段变化',
  'activity.done': '跟进',
  'activity.planned': '安排跟进',
  'activity.completed': '完成跟进',
  'activity.cancelled': '取消跟进',
} as const;

/** Chance of winning, in per cent, that a stage stands for. */
export const STAGE_PROBABILITY: Readonly<Record<Stage, number>> = {
  prospecting: 10,
  qualification: 30,
  proposal: 50,
  negotiation: 70,
  won: 100,
  lost: 0,
};

/** What the timeline says of a customer without an owner. */
export const WITHOUT_OWNER = '暂无负责人';

/** The rules of the demo's pool: the product's own but for the days, so that a demo shows warnings and does not empty itself. */
export const POOL_RULES = {
  recycle_days: 120,
  warn_days: 14,
  protect_open_deals: true,
  daily_picks: 20,
  capacity: 200,
  repick_days: 7,
} as const;

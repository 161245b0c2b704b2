/** Everything the CRM writes on a customer's timeline, as `noun.verb`, with the words a person reads. */
export const TIMELINE_KINDS = {
  'customer.created': '新建客户',
  'customer.updated': '更新客户资料',
  'customer.tagged': '修改标签',
  'customer.transferred': '转移客户',
  'contact.created': '新增联系人',
  'contact.updated': '更新联系人',
  'contact.deleted': '删除联系人',
  'lead.converted': '线索转为客户',
  'opportunity.created': '新建商机',
  'opportunity.updated': '更新商机',
  'opportunity.stage_moved': '商机阶段变化',
  'opportunity.deleted': '删除商机',
  'activity.done': '跟进',
  'activity.planned': '安排跟进',
  'activity.updated': '修改跟进',
  'activity.completed': '完成跟进',
  'activity.cancelled': '取消跟进',
  'activity.deleted': '删除跟进',
} as const;

export type TimelineKind = keyof typeof TIMELINE_KINDS;

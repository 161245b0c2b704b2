import type { ActivityKind, LeadStatus, Stage } from '../../kernel/contracts/crm.ts';

/** The Chinese word for each stage of the funnel. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  prospecting: '初步接触',
  qualification: '需求确认',
  proposal: '方案报价',
  negotiation: '商务谈判',
  won: '赢单',
  lost: '输单',
};

/** The Chinese word for each state of a lead. */
export const LEAD_STATUS_WORDS: Readonly<Record<LeadStatus, string>> = {
  new: '新线索',
  contacted: '已联系',
  qualified: '已确认',
  converted: '已转化',
  disqualified: '无效',
};

/** The Chinese word for each kind of activity. */
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

/** The Chinese word for each field a person sees changed on a timeline, keyed by the field's wire name. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: '名称',
  short_name: '简称',
  region: '区域',
  city: '城市',
  sector: '行业',
  source: '来源',
  phone: '电话',
  website: '网站',
  address: '地址',
  employees: '员工人数',
  annual_revenue: '年营收',
  founded_year: '成立年份',
  country: '国家',
  parent_name: '上级公司',
  credit_code: '统一社会信用代码',
  description: '备注',
  external_id: '外部编号',
  owner_id: '负责人',
  title: '职务',
  email: '邮箱',
  wechat: '微信',
  decision_maker: '决策人',
  amount: '金额',
  probability: '成交概率',
  opened_on: '开始日期',
  expected_close: '预计成交日期',
  closed_on: '成交日期',
  lost_reason: '输单原因',
  lost_reason_id: '输单原因',
  customer_id: '客户',
  product_id: '产品',
  number: '编号',
  note: '备注',
  status: '状态',
  ordered_on: '下单日期',
  signed_on: '签订日期',
  starts_on: '开始日期',
  ends_on: '到期日期',
  renewal_on: '续签日期',
  auto_renew: '自动续签',
  due_on: '截止日期',
};

/** «电话、城市»: the words of the fields that changed; `own` names what the organisation added. */
export function fieldWords(fields: Iterable<string>, own: Readonly<Record<string, string>> = {}): string {
  return [...fields].map((field) => FIELD_WORDS[field] ?? own[field] ?? field).join('、');
}

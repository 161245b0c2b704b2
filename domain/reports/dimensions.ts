import type { CodedValue, Dimension } from './layer.ts';

/** The funnel's stages in its order, with the words people say. */
export const STAGE_VALUES: readonly CodedValue[] = [
  { code: 'prospecting', label: '初步接触', synonyms: ['初步沟通', '初访', '初次接触', '接触阶段'] },
  { code: 'qualification', label: '需求确认', synonyms: ['确认需求', '需求阶段', '需求沟通'] },
  { code: 'proposal', label: '方案报价', synonyms: ['方案', '报价', '提案', '报方案'] },
  { code: 'negotiation', label: '商务谈判', synonyms: ['谈判', '商务', '谈合同', '议价'] },
  { code: 'won', label: '赢单', synonyms: ['成交', '签单', '成单', '拿下', '已成交'] },
  { code: 'lost', label: '输单', synonyms: ['丢单', '流失', '失单', '没谈成'] },
];

const LEAD_STATUS_VALUES: readonly CodedValue[] = [
  { code: 'new', label: '新线索', synonyms: ['未联系', '待联系', '没联系'] },
  { code: 'contacted', label: '已联系', synonyms: ['联系过', '跟进中'] },
  { code: 'qualified', label: '已确认', synonyms: ['合格', '有意向', '合格线索'] },
  { code: 'converted', label: '已转化', synonyms: ['转化', '转客户'] },
  { code: 'disqualified', label: '无效', synonyms: ['不合格', '无效线索', '废弃'] },
];

const ACTIVITY_KIND_VALUES: readonly CodedValue[] = [
  { code: 'call', label: '电话', synonyms: ['打电话', '通话', '外呼'] },
  { code: 'visit', label: '拜访', synonyms: ['上门', '走访', '外勤'] },
  { code: 'meeting', label: '会议', synonyms: ['开会', '面谈'] },
  { code: 'wechat', label: '微信', synonyms: ['企微', '企业微信'] },
  { code: 'email', label: '邮件', synonyms: ['发邮件', '邮箱'] },
  { code: 'demo', label: '演示', synonyms: ['产品演示', '试用演示'] },
  { code: 'note', label: '备注', synonyms: ['记录', '笔记'] },
  { code: 'other', label: '跟进', synonyms: ['其他'] },
];

/** Everything numbers can be cut by. The order is the order of the catalogue. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    name: 'owner',
    label: '销售',
    synonyms: ['负责人', '业务员', '销售员', '销售人员', '销售顾问', '人员', '人', '个人', '每个人', '同事', '谁'],
    phrase: '{}',
    sources: [{ view: 'report_person', column: 'name', key: 'id', hint: 'team' }],
  },
  {
    name: 'manager',
    label: '经理',
    synonyms: ['销售经理', '主管', '团队负责人', '团队长', '领导'],
    phrase: '经理 {}',
    sources: [{ view: 'report_team', column: 'manager', key: 'manager_key', hint: 'team' }],
  },
  {
    name: 'team',
    label: '团队',
    synonyms: ['小组', '组', '部门', '销售团队', '战队'],
    phrase: '{}',
    endings: ['团队', '小组', '组', '部门', '部', '队'],
    sources: [{ view: 'report_team', column: 'team', key: 'id' }],
  },
  {
    name: 'region',
    label: '区域',
    synonyms: ['大区', '地区', '片区', '销售区域', '战区'],
    phrase: '{}区',
    endings: ['大区', '地区', '区域', '片区', '区'],
    fallback: 'customer_region',
    sources: [
      { view: 'report_team', column: 'region' },
      { view: 'report_opportunity', column: 'region' },
      { view: 'report_lead', column: 'region' },
      { view: 'report_customer', column: 'region' },
      { view: 'report_activity', column: 'region' },
    ],
  },
  {
    name: 'customer_region',
    label: '客户区域',
    synonyms: ['客户地区', '客户所在地', '客户所在区域'],
    phrase: '{}的客户',
    endings: ['大区', '地区', '区域', '片区', '区'],
    sources: [
      { view: 'report_customer', column: 'customer_region' },
      { view: 'report_lead', column: 'customer_region' },
    ],
  },
  {
    name: 'product',
    label: '产品',
    synonyms: ['商品', '型号', '产品名称', '货'],
    phrase: '产品 {}',
    sources: [{ view: 'report_product', column: 'product', key: 'id' }],
  },
  {
    name: 'series',
    label: '产品系列',
    synonyms: ['系列', '产品线', '产品类别'],
    phrase: '{}系列',
    endings: ['系列', '产品线'],
    composition: true,
    sources: [{ view: 'report_product', column: 'series' }],
  },
  {
    name: 'sector',
    label: '行业',
    synonyms: ['客户行业', '领域', '赛道'],
    phrase: '{}行业',
    endings: ['行业', '业'],
    sources: [
      { view: 'report_customer', column: 'sector' },
      { view: 'report_lead', column: 'sector' },
    ],
  },
  {
    name: 'customer',
    label: '客户',
    synonyms: ['公司', '企业', '客户名称', '哪家', '每家客户'],
    phrase: '客户 {}',
    sources: [{ view: 'report_customer', column: 'customer', key: 'customer_id', hint: 'customer_code', scoped: true }],
  },
  {
    name: 'source',
    label: '来源',
    synonyms: ['渠道', '客户来源', '线索来源', '获客渠道', '来源渠道'],
    phrase: '来源 {}',
    composition: true,
    sources: [
      { view: 'report_customer', column: 'source' },
      { view: 'report_lead', column: 'source' },
      { view: 'report_opportunity', column: 'source' },
    ],
  },
  {
    name: 'stage',
    label: '阶段',
    synonyms: ['商机阶段', '销售阶段', '环节'],
    phrase: '{}阶段',
    endings: ['阶段'],
    coded: STAGE_VALUES,
  },
  {
    name: 'lead_status',
    label: '线索状态',
    synonyms: ['状态', '线索阶段'],
    phrase: '{}的线索',
    composition: true,
    coded: LEAD_STATUS_VALUES,
  },
  {
    name: 'activity_kind',
    label: '跟进方式',
    synonyms: ['方式', '跟进类型', '活动类型', '沟通方式'],
    phrase: '{}',
    composition: true,
    coded: ACTIVITY_KIND_VALUES,
  },
  { name: 'day', label: '日期', synonyms: ['天', '日', '每天', '每日', '逐日'], phrase: '{}', bucket: 'YYYY-MM-DD' },
  { name: 'week', label: '周', synonyms: ['每周', '星期', '逐周', '周度'], phrase: '{}', bucket: 'IYYY-"W"IW' },
  {
    name: 'month',
    label: '月份',
    synonyms: ['月', '每月', '各月', '逐月', '月度', '分月'],
    phrase: '{}',
    bucket: 'YYYY-MM',
  },
  { name: 'quarter', label: '季度', synonyms: ['季', '每季度', '各季度', '逐季'], phrase: '{}', bucket: 'YYYY-"Q"Q' },
  { name: 'year', label: '年份', synonyms: ['年', '年度', '每年', '各年', '逐年'], phrase: '{}', bucket: 'YYYY' },
];

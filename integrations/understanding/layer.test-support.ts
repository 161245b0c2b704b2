import type { LayerMetric, SemanticLayer } from './semantic-layer.ts';

const DEAL_DIMENSIONS = [
  'owner',
  'manager',
  'team',
  'region',
  'product',
  'series',
  'sector',
  'customer',
  'source',
  'stage',
  'month',
  'quarter',
];
const WORK_DIMENSIONS = [
  'owner',
  'manager',
  'team',
  'region',
  'sector',
  'customer',
  'activity_kind',
  'month',
  'quarter',
];
const LEAD_DIMENSIONS = ['owner', 'manager', 'team', 'region', 'sector', 'source', 'lead_status', 'month', 'quarter'];

function metric(
  name: string,
  label: string,
  synonyms: string,
  dimensions: readonly string[],
  dataset = 'opportunity',
): LayerMetric {
  return { name, label, synonyms: synonyms.split(' '), dataset, dimensions };
}

/** The semantic layer of the product as far as the sentences of the first agents need it. */
export const LAYER: SemanticLayer = {
  metrics: [
    metric(
      'won_amount',
      '赢单金额',
      '成交金额 成交额 签单金额 签单额 销售额 业绩 成单金额 销售业绩 赢单额 卖了多少钱 营收',
      DEAL_DIMENSIONS,
    ),
    metric(
      'won_count',
      '赢单数',
      '成交数 成交单数 签单数 成单数 赢单量 赢了多少单 赢了几单 成交了多少单 签了几单 赢单数量 签了多少单',
      DEAL_DIMENSIONS,
    ),
    metric('lost_count', '输单数', '丢单数 失单数 输单量 丢了多少单 丢了几单 输了几单', DEAL_DIMENSIONS),
    metric('win_rate', '赢率', '赢单率 成交率 成单率 胜率 签单率', DEAL_DIMENSIONS),
    metric(
      'average_won_amount',
      '平均赢单金额',
      '客单价 平均单值 单均金额 平均成交金额 平均每单金额 单均',
      DEAL_DIMENSIONS,
    ),
    metric('won_cycle_days', '成交周期', '平均成交周期 赢单周期 销售周期 成单周期 签单周期', DEAL_DIMENSIONS),
    metric('lost_cycle_days', '输单周期', '丢单周期', DEAL_DIMENSIONS),
    metric('open_amount', '在手金额', '管道金额 在谈金额 商机金额 在手商机金额 未结金额', DEAL_DIMENSIONS),
    metric('open_count', '在手商机数', '在谈商机数 进行中商机数 在手单数 在谈单数 还在谈的单子', DEAL_DIMENSIONS),
    metric('weighted_amount', '加权金额', '加权管道 加权管道金额 预测金额 销售预测', DEAL_DIMENSIONS),
    metric(
      'opportunity_count',
      '商机数',
      '商机数量 商机总数 单子数 机会数 多少商机 多少个商机 多少单子',
      DEAL_DIMENSIONS,
    ),
    metric('new_opportunity_count', '新增商机数', '新增商机 新商机数 新建商机数 新增单子', DEAL_DIMENSIONS),
    metric('stage_conversion', '阶段转化率', '阶段转换率 各阶段转化率', DEAL_DIMENSIONS, 'stage_reach'),
    metric('activity_count', '跟进次数', '跟进数 跟进量 活动数 跟进了多少次 跟进了几次', WORK_DIMENSIONS, 'activity'),
    metric(
      'call_count',
      '电话次数',
      '电话数 电话量 通话次数 打了多少电话 打了几个电话 打了多少个电话',
      WORK_DIMENSIONS,
      'activity',
    ),
    metric('visit_count', '拜访次数', '拜访数 拜访量 上门次数 拜访了多少次 拜访了几次', WORK_DIMENSIONS, 'activity'),
    metric('lead_count', '线索数', '新增线索数 新线索数 线索量 线索数量 多少线索 多少条线索', LEAD_DIMENSIONS, 'lead'),
    metric('converted_lead_count', '线索转化数', '转化线索数 已转化线索数 转化数', LEAD_DIMENSIONS, 'lead'),
    metric('lead_conversion_rate', '线索转化率', '转化率 线索转客户率', LEAD_DIMENSIONS, 'lead'),
    metric(
      'customer_count',
      '客户数',
      '客户数量 客户总数 新增客户数 多少客户 多少家客户 多少个客户',
      WORK_DIMENSIONS,
      'customer',
    ),
  ],
  dimensions: [
    {
      name: 'owner',
      label: '销售',
      synonyms: ['负责人', '业务员', '销售员', '销售人员', '人员', '个人', '人', '同事', '谁'],
    },
    { name: 'manager', label: '经理', synonyms: ['销售经理', '主管', '团队负责人'] },
    { name: 'team', label: '团队', synonyms: ['小组', '组', '部门', '销售团队', '战队'] },
    { name: 'region', label: '区域', synonyms: ['大区', '地区', '片区', '区'] },
    { name: 'product', label: '产品', synonyms: ['商品', '型号', 'product'] },
    { name: 'series', label: '产品系列', synonyms: ['系列', '产品线'] },
    { name: 'sector', label: '行业', synonyms: ['客户行业', '领域'] },
    { name: 'customer', label: '客户', synonyms: ['公司', '企业'] },
    { name: 'source', label: '来源', synonyms: ['渠道', '线索来源', '获客渠道'] },
    { name: 'stage', label: '阶段', synonyms: ['商机阶段', '销售阶段'] },
    { name: 'lead_status', label: '线索状态', synonyms: ['状态'] },
    { name: 'activity_kind', label: '跟进方式', synonyms: ['方式'] },
    { name: 'month', label: '月份', synonyms: ['月', '每月', '各月', '逐月', '月度', '每个月'] },
    { name: 'quarter', label: '季度', synonyms: ['季', '每季度', '各季度', '每个季度'] },
  ],
};

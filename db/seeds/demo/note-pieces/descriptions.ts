/** What stands in the description of a customer; two are put together. */
export const CUSTOMER_FACTS: Readonly<Record<'factory' | 'shop' | 'office', readonly string[]>> = {
  factory: [
    '有两个生产车间，设备以国产为主。',
    '主要给整机厂做配套，交期紧。',
    '三班倒，停机窗口只有周日。',
    '去年新建了二期厂房。',
    '出口订单占一半左右。',
  ],
  shop: [
    '直营店为主，正在扩张加盟店。',
    '门店分布在周边几个城市。',
    '总部统一采购，门店自行收货。',
    '会员体系还没有打通。',
    '门店人员流动大，培训要简单。',
  ],
  office: [
    '自有办公楼，会议室较多。',
    '管理多个园区，访客量大。',
    '今年在做办公环境升级。',
    '分支机构多，总部统一选型。',
    '对信息安全要求比较高。',
  ],
};
export const CUSTOMER_HABITS: readonly string[] = [
  '采购走集中招标。',
  '决策链短，老板直接拍板。',
  '付款习惯好，很少拖。',
  '付款要走集团审批，周期偏长。',
  '重视本地化服务。',
  '喜欢先试用再谈合同。',
  '年度预算在十一月定。',
];

/** What a lead asked for. */
export const LEAD_WISHES: readonly string[] = [
  '想了解{产品}的价格和实施周期。',
  '在展位上看了{产品}演示，留了名片。',
  '咨询{产品}是否支持对接现有系统。',
  '计划下半年采购{产品}，先做调研。',
  '朋友推荐，希望安排一次{产品}演示。',
  '门店扩张，需要配套{产品}。',
  '搬迁新址，考虑一起上{产品}。',
  '现有供应商服务不好，想换一家。',
];

/** What a deal is about. */
export const DEAL_GOALS: readonly string[] = [
  '目标是减少人工统计，月底对账从四天缩短到一天。',
  '替换使用多年的老系统，要求数据完整迁移。',
  '配合新址启用，时间节点比较硬。',
  '集团要求统一管理，先从一个点试起。',
  '主要解决现场数据不及时的问题。',
  '上级检查要求可追溯，必须年内上线。',
  '在原有基础上扩容，配置参照上一期。',
];

/** Why deals are lost, with how often. */
export const LOST_REASONS: ReadonlyArray<readonly [reason: string, weight: number]> = [
  ['价格高于竞品', 28],
  ['选择了其他供应商', 20],
  ['预算取消', 17],
  ['项目延期', 13],
  ['功能不满足', 9],
  ['决策人变动', 7],
  ['长期无回应', 6],
];

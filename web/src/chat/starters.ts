import type { Role } from '../../../kernel/contracts/identity.ts';

/** Questions that the assistant can answer right away, for a conversation that has not begun. */
const FOR_SALES = [
  '我今天有哪些客户要跟进？',
  '最近 30 天没联系过的重点客户有哪些？',
  '把华东区本月新增的线索列出来',
  '明天上午 10 点提醒我回访上周报价的客户',
];
const FOR_MANAGERS = [
  '本季度销售漏斗各阶段的金额和转化率',
  '本月各销售的赢单金额，和上月比',
  '哪些商机停在谈判阶段超过 30 天？',
  '还没有分配负责人的线索有多少？',
];
const FOR_MARKETING = [
  '本月各来源的线索数和转化率',
  '最近 7 天新增的线索有哪些？',
  '哪些来源的客户成交金额最高？',
  '给展会来的客户都打上「展会」标签',
];
const FOR_SERVICE = [
  '最近 90 天没有活动的成交客户有哪些？',
  '本周我有哪些回访要做？',
  '华南区的成交客户按行业分布',
  '给我看看客户的最近往来',
];

const BY_ROLE: Record<Role, readonly string[]> = {
  salesperson: FOR_SALES,
  sales_manager: FOR_MANAGERS,
  marketer: FOR_MARKETING,
  customer_success: FOR_SERVICE,
  after_sales: FOR_SERVICE,
  operations: FOR_MARKETING,
  administrator: FOR_MANAGERS,
};

/** Four examples that fit what a person of the role does all day. */
export function startersFor(role: Role): readonly string[] {
  return BY_ROLE[role];
}

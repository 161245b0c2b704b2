import type { Role } from '../../../kernel/contracts/identity.ts';

/** Questions that the assistant can answer right away, for a conversation that has not begun. */
const FOR_SALES = ['我今天要跟进谁？', '我名下超过30天没联系的客户', '本季度的销售漏斗', '我最近跟进了什么？'];
const FOR_MANAGERS = [
  '本季度的销售漏斗',
  '本月各销售的赢单金额，和上月比',
  '哪些商机超过30天没动？',
  '未分配的线索有哪些？',
];
const FOR_MARKETING = ['今年各来源的线索数', '各来源的线索转化率', '最近7天新增的线索', '今年各产品的赢单金额'];
const FOR_SERVICE = ['我今天要跟进谁？', '哪些跟进逾期了？', '各行业的客户数', '超过30天没联系的客户'];

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

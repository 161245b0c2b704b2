import type { Role } from './contracts/identity.ts';

/** The Chinese word for each role. */
export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  salesperson: '销售',
  sales_manager: '销售经理',
  marketer: '市场',
  customer_success: '客户成功',
  after_sales: '售后',
  operations: '运营',
  administrator: '管理员',
};

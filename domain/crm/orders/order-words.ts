import type { ContractStatus, MilestoneKind, OrderStatus } from '../../../kernel/contracts/orders.ts';

/** The Chinese word for each state of an order. */
export const ORDER_STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  confirmed: '已确认',
  delivering: '交付中',
  completed: '已完成',
  cancelled: '已取消',
};

/** The Chinese word for each state of a contract. */
export const CONTRACT_STATUS_WORDS: Readonly<Record<ContractStatus, string>> = {
  draft: '草稿',
  active: '执行中',
  expired: '已到期',
  terminated: '已终止',
  renewed: '已续签',
};

/** Which states a contract can go to by hand. `expired` comes by the night's job too; `renewed` only by renewing. */
export const CONTRACT_MOVES: Readonly<Record<ContractStatus, readonly ContractStatus[]>> = {
  draft: ['active', 'terminated'],
  active: ['expired', 'terminated'],
  expired: ['active', 'terminated'],
  terminated: [],
  renewed: [],
};

/** The Chinese word for each kind of milestone. */
export const MILESTONE_KIND_WORDS: Readonly<Record<MilestoneKind, string>> = {
  payment: '付款',
  acceptance: '验收',
  delivery: '交付',
  other: '其他',
};

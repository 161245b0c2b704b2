import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What orders, contracts and the delivery side refuse. */
export const ORDER_ERRORS = {
  'crm.order_needs_won': {
    kind: 'conflict',
    zh: '“{name}”还没有赢单，不能转成订单。请先把商机改到“赢单”。',
    en: 'The opportunity {name} is not won yet, so it has no order.',
  },
  'crm.order_needs_customer': {
    kind: 'invalid',
    zh: '“{name}”还没有关联客户。请先在商机上选择客户。',
    en: 'The opportunity {name} has no customer. Choose one first.',
  },
  'crm.order_needs_amount': {
    kind: 'invalid',
    zh: '请写明订单金额：商机上没有金额，也没有产品明细。',
    en: 'Give the amount: the opportunity has neither an amount nor lines.',
  },
  'crm.order_move_not_allowed': {
    kind: 'invalid',
    zh: '订单不能从“{from}”改到“{to}”。',
    en: 'An order cannot move from {from} to {to}.',
  },
  'crm.order_has_contracts': {
    kind: 'conflict',
    zh: '这个订单还关联着 {count} 份合同，不能删除。请先取消订单，或处理合同。',
    en: 'The order has {count} contracts and cannot be deleted. Cancel it instead.',
  },
  'crm.customer_has_orders': {
    kind: 'conflict',
    zh: '这个客户有订单或合同，删除后账就对不上了，所以不能删除。',
    en: 'The customer has orders or contracts and cannot be deleted.',
  },
  'crm.duplicate_number': {
    kind: 'conflict',
    zh: '编号“{number}”已经用过了。请换一个编号。',
    en: 'The number {number} is taken. Choose another one.',
  },
  'crm.contract_needs_customer': {
    kind: 'invalid',
    zh: '请选择合同的客户、订单或商机。',
    en: 'A contract needs a customer, an order or an opportunity.',
  },
  'crm.contract_needs_amount': {
    kind: 'invalid',
    zh: '请写明合同金额。',
    en: 'Give the amount of the contract.',
  },
  'crm.order_of_other_customer': {
    kind: 'invalid',
    zh: '所选的订单或商机不属于这个客户。请核对。',
    en: 'The order or opportunity belongs to another customer.',
  },
  'crm.contract_days_out_of_order': {
    kind: 'invalid',
    zh: '合同日期前后不一致：开始 {starts_on}，到期 {ends_on}，续签 {renewal_on}。请核对。',
    en: 'The days of the contract are out of order: from {starts_on} to {ends_on}, renewal {renewal_on}.',
  },
  'crm.contract_move_not_allowed': {
    kind: 'invalid',
    zh: '合同不能从“{from}”改到“{to}”。{hint}',
    en: 'A contract cannot move from {from} to {to}.',
  },
  'crm.contract_not_renewable': {
    kind: 'conflict',
    zh: '只有执行中或已到期、写明了起止日期的合同才能续签。',
    en: 'Only an active or expired contract with its first and last day can be renewed.',
  },
  'crm.contract_settled': {
    kind: 'conflict',
    zh: '这份合同已经续签或终止，不能再改。请在新合同上操作。',
    en: 'The contract was renewed or terminated and cannot be changed.',
  },
  'crm.contract_in_force': {
    kind: 'conflict',
    zh: '只能删除草稿状态的合同；已签的合同请改为“已终止”。',
    en: 'Only a draft can be deleted; terminate the contract instead.',
  },
  'crm.milestone_not_found': {
    kind: 'not_found',
    zh: '没有找到这个合同节点。请刷新后再试。',
    en: 'No such milestone. Refresh and try again.',
  },
  'crm.milestone_amount_missing': {
    kind: 'invalid',
    zh: '付款节点要写明金额。',
    en: 'A payment needs an amount.',
  },
  'crm.milestones_exceed_contract': {
    kind: 'invalid',
    zh: '付款节点合计 {total}，超过了合同金额 {amount}。请核对。',
    en: 'The payments ({total}) exceed the amount of the contract ({amount}).',
  },
  'crm.milestone_is_payment': {
    kind: 'invalid',
    zh: '付款节点按回款自动完成，请登记回款。',
    en: 'A payment is done when it is paid; record the payment.',
  },
  'crm.milestone_no_payment': {
    kind: 'invalid',
    zh: '这个节点不是付款节点，不能登记回款。',
    en: 'The milestone is no payment.',
  },
  'crm.payment_too_large': {
    kind: 'invalid',
    zh: '这笔回款超过了剩余应收 {left}。请核对金额。',
    en: 'The payment exceeds what is left to pay ({left}).',
  },
  'crm.milestone_has_payment': {
    kind: 'conflict',
    zh: '这个节点已经登记过回款，不能删除，金额也不能低于已收的 {paid}。',
    en: 'The milestone has payments ({paid}): it cannot be deleted or made smaller.',
  },
  'crm.template_not_found': {
    kind: 'not_found',
    zh: '没有这个交付模板，或者它已停用。请换一个模板。',
    en: 'No such delivery template, or it is not in use.',
  },
  'crm.duplicate_template': {
    kind: 'conflict',
    zh: '交付模板“{name}”已经有了。请换一个名称。',
    en: 'The delivery template {name} exists already.',
  },
  'crm.plan_not_found': {
    kind: 'not_found',
    zh: '这个订单还没有交付计划。',
    en: 'The order has no delivery plan.',
  },
  'crm.plan_exists': {
    kind: 'conflict',
    zh: '这个订单已经有交付计划了，直接调整任务即可。',
    en: 'The order has a delivery plan already.',
  },
  'crm.order_cancelled': {
    kind: 'conflict',
    zh: '订单已取消，不能再安排交付。',
    en: 'The order was cancelled; nothing can be delivered.',
  },
  'crm.task_not_found': {
    kind: 'not_found',
    zh: '没有找到这个交付任务，或者您没有查看它的权限。',
    en: 'No such delivery task, or it is not yours to see.',
  },
  'crm.task_days_out_of_order': {
    kind: 'invalid',
    zh: '任务的截止日期 {due_on} 早于开始日期 {starts_on}。请核对。',
    en: 'The task is due ({due_on}) before it starts ({starts_on}).',
  },
  'crm.issue_not_found': {
    kind: 'not_found',
    zh: '没有找到这个交付问题，或者您没有查看它的权限。',
    en: 'No such issue, or it is not yours to see.',
  },
  'crm.issue_resolution_missing': {
    kind: 'invalid',
    zh: '标记为已解决时，请写明是怎么解决的。',
    en: 'Say how the issue was resolved.',
  },
  'crm.issue_move_not_allowed': {
    kind: 'invalid',
    zh: '问题不能从“{from}”改到“{to}”。',
    en: 'An issue cannot move from {from} to {to}.',
  },
} as const satisfies ErrorCatalogue;

export const orderError = errorsOf(ORDER_ERRORS);

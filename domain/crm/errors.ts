import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** Everything the CRM refuses, with the sentence that says what happened and what to do next. */
export const CRM_ERRORS = {
  'crm.customer_not_found': {
    kind: 'not_found',
    zh: '没有找到这个客户，或者您没有查看它的权限。请核对名称，或请负责人转给您。',
    en: 'No such customer, or it is not yours to see. Check the name or ask its owner.',
  },
  'crm.contact_not_found': {
    kind: 'not_found',
    zh: '没有找到这个联系人，或者您没有查看它的权限。请核对姓名和所属客户。',
    en: 'No such contact, or it is not yours to see. Check the name and the customer.',
  },
  'crm.lead_not_found': {
    kind: 'not_found',
    zh: '没有找到这条线索，或者您没有查看它的权限。请核对姓名或公司。',
    en: 'No such lead, or it is not yours to see. Check the name or company.',
  },
  'crm.opportunity_not_found': {
    kind: 'not_found',
    zh: '没有找到这个商机，或者您没有查看它的权限。请核对名称或编号。',
    en: 'No such opportunity, or it is not yours to see. Check the name or code.',
  },
  'crm.order_not_found': {
    kind: 'not_found',
    zh: '没有找到这个订单，或者您没有查看它的权限。请核对编号。',
    en: 'No such order, or it is not yours to see. Check the code.',
  },
  'crm.contract_not_found': {
    kind: 'not_found',
    zh: '没有找到这份合同，或者您没有查看它的权限。请核对编号。',
    en: 'No such contract, or it is not yours to see. Check the code.',
  },
  'crm.activity_not_found': {
    kind: 'not_found',
    zh: '没有找到这条跟进记录，或者您没有查看它的权限。请刷新后再试。',
    en: 'No such activity, or it is not yours to see. Refresh and try again.',
  },
  'crm.product_not_found': {
    kind: 'not_found',
    zh: '没有找到这个产品。请从产品列表里选择。',
    en: 'No such product. Choose one from the list.',
  },
  'crm.owner_not_found': {
    kind: 'not_found',
    zh: '没有找到这位同事，或者账号已停用。请换一位负责人。',
    en: 'No such colleague, or the account is disabled. Choose another owner.',
  },
  'crm.stale_version': {
    kind: 'conflict',
    zh: '这条记录刚被别人改过（现在是第 {current_version} 版）。请刷新后核对再提交。',
    en: 'Somebody else changed this record (version {current_version} now). Reload, check and submit again.',
  },
  'crm.assign_not_allowed': {
    kind: 'forbidden',
    zh: '您不能把记录分给别人或收回。请联系您的主管来分配。',
    en: 'You may not give records to others. Ask your manager to assign it.',
  },
  'crm.duplicate_external_id': {
    kind: 'conflict',
    zh: '外部编号“{external_id}”已经被另一条记录使用。请换一个编号。',
    en: 'The external id {external_id} is used by another record. Choose another one.',
  },
  'crm.duplicate_product': {
    kind: 'conflict',
    zh: '产品“{name}”已经有了，直接使用即可。',
    en: 'The product {name} exists already; use that one.',
  },
  'crm.customer_has_open_deals': {
    kind: 'conflict',
    zh: '这个客户还有 {count} 个进行中的商机，不能删除。请先结束或转移这些商机。',
    en: 'The customer has {count} open opportunities and cannot be deleted. Close or move them first.',
  },
  'crm.contact_of_other_customer': {
    kind: 'invalid',
    zh: '这个联系人不属于所选的客户。请选择该客户的联系人。',
    en: 'The contact belongs to another customer. Choose a contact of this customer.',
  },
  'crm.opportunity_of_other_customer': {
    kind: 'invalid',
    zh: '这个商机不属于所选的客户。请选择该客户的商机。',
    en: 'The opportunity belongs to another customer. Choose an opportunity of this customer.',
  },
  'crm.lead_already_converted': {
    kind: 'conflict',
    zh: '这条线索已经转化过了。请直接在对应的客户上继续跟进。',
    en: 'The lead was converted already. Go on with its customer.',
  },
  'crm.lead_converts_by_conversion': {
    kind: 'invalid',
    zh: '“已转化”要通过“转为客户”来完成，这样才会建立客户和联系人。请使用“转为客户”。',
    en: 'A lead becomes converted by converting it, so that its customer exists. Use convert.',
  },
  'crm.stage_unchanged': {
    kind: 'conflict',
    zh: '商机已经在“{stage}”阶段，不需要再推进。',
    en: 'The opportunity is in stage {stage} already.',
  },
  'crm.stage_move_not_allowed': {
    kind: 'invalid',
    zh: '商机不能从“{from}”直接改到“{to}”。{hint}',
    en: 'An opportunity cannot move from {from} to {to}.',
  },
  'crm.reopen_not_allowed': {
    kind: 'forbidden',
    zh: '只有商机的负责人或主管可以重新打开输掉的商机。请联系负责人。',
    en: 'Only the owner or a manager may reopen a lost opportunity. Ask its owner.',
  },
  'crm.lost_reason_missing': {
    kind: 'invalid',
    zh: '标记为输单时请写明原因，例如“价格过高”或“选择了竞品”。',
    en: 'Say why the opportunity was lost, for instance the price or a competitor.',
  },
  'crm.closing_day_out_of_order': {
    kind: 'invalid',
    zh: '成交日期 {closed_on} 早于商机的开始日期 {opened_on}。请核对日期。',
    en: 'The closing day {closed_on} is before the opening day {opened_on}. Check the days.',
  },
  'crm.follow_up_not_planned': {
    kind: 'conflict',
    zh: '这条跟进已经完成或取消了，不能再次完成。',
    en: 'This follow-up was completed or cancelled already.',
  },
  'crm.nothing_to_attach': {
    kind: 'invalid',
    zh: '跟进记录要关联到客户、线索、商机或联系人。请选择其中一个。',
    en: 'An activity needs a customer, lead, opportunity or contact. Choose one.',
  },
  'crm.due_time_missing': {
    kind: 'invalid',
    zh: '计划中的跟进需要时间。请写明什么时候跟进。',
    en: 'A planned follow-up needs a time. Say when.',
  },
  'crm.bad_phone': {
    kind: 'invalid',
    zh: '电话“{phone}”不对：{hint}。',
    en: 'The phone number {phone} is not valid.',
  },
  'crm.bad_email': {
    kind: 'invalid',
    zh: '“{email}”不是邮箱地址，请核对。',
    en: '{email} is not an e-mail address.',
  },
  'crm.bad_credit_code': {
    kind: 'invalid',
    zh: '统一社会信用代码“{credit_code}”不对：{hint}。',
    en: 'The unified social credit code {credit_code} is not valid.',
  },
  'crm.unknown_sort': {
    kind: 'invalid',
    zh: '不支持按“{sort}”排序。可以用：{allowed}。',
    en: 'Cannot sort by {sort}. Use one of: {allowed}.',
  },
} as const satisfies ErrorCatalogue;

export const crmError = errorsOf(CRM_ERRORS);
export type CrmErrorCode = keyof typeof CRM_ERRORS;

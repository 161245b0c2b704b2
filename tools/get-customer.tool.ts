import { z } from 'zod';
import { listContacts } from '../domain/crm/contacts/list-contacts.ts';
import { listOpportunities } from '../domain/crm/opportunities/list-opportunities.ts';
import type { CustomerView } from '../kernel/contracts/crm.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { customer } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { CONTACT_TABLE, describeContact } from './present/contact-table.ts';
import { OPPORTUNITY_TABLE } from './present/opportunity-table.ts';
import { customerRef, opportunityRef } from './present/refs.ts';
import { MOST_SHOWN, tablePart } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { readTool } from './tool.ts';

export const getCustomerTool = readTool({
  name: 'get_customer',
  title: '客户档案',
  description: '一个客户的档案：基本资料、负责人、联系人、在谈商机、最近和下次跟进。',
  permission: 'crm.read',
  input: z.strictObject({ customer }),
  phrases: [
    '介绍一下{customer}这个客户',
    '{customer}是什么情况',
    '看看{customer}的资料',
    '{customer}是谁在负责',
    '打开{customer}的档案',
    '{customer}的基本信息',
    '{customer}这家公司怎么样',
    '调出{customer}的详情',
    '说说{customer}',
    '{customer}这客户什么背景',
    '帮我了解一下{customer}',
    '{customer}',
  ],
  answer: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const page = { page: 1, page_size: MOST_SHOWN, customer_id: view.id };
    const deals = await listOpportunities(scope, { ...page, open: true, sort: '-amount' });
    const contacts = await listContacts(scope, { ...page, sort: '-decision_maker' });
    const now = scope.clock.now();
    const deciding = contacts.items.find((row) => row.decision_maker);
    return answer({
      text: sentences(
        `${view.name}（${view.code}）是${placeOf(view)}客户，${view.owner_name ? `由${view.owner_name}负责` : '还没有负责人'}。`,
        deals.total > 0 ? `在谈商机 ${deals.total} 个，共 ${formatMoney(view.open_amount)}。` : '目前没有在谈的商机。',
        deciding ? `决策人是${describeContact(deciding)}。` : undefined,
        view.last_activity_at ? `最近一次跟进：${formatWhen(view.last_activity_at, now)}。` : '还没有跟进记录。',
        view.next_follow_up_at ? `下次跟进：${formatWhen(view.next_follow_up_at, now)}。` : undefined,
        view.tags.length > 0 ? `标签：${view.tags.join('、')}。` : undefined,
      ),
      parts: [
        profilePart(view),
        ...(deals.total > 0
          ? [tablePart(OPPORTUNITY_TABLE, deals.items, { title: '在谈商机', total: deals.total })]
          : []),
        ...(contacts.total > 0
          ? [tablePart(CONTACT_TABLE, contacts.items, { title: '联系人', total: contacts.total })]
          : []),
      ],
      records: [customerRef(view), ...deals.items.slice(0, 3).map(opportunityRef)],
      suggestions: [
        `看看${view.name}的往来记录`,
        deals.items[0] && `${deals.items[0].name}这个商机怎么样了`,
        view.next_follow_up_at === null && `明天上午10点提醒我回访${view.name}`,
        deciding === undefined && `${view.name}有哪些联系人`,
      ],
    });
  },
});

/** «苏州的制造业», as far as it is filled in. */
function placeOf(view: CustomerView): string {
  const place = view.city ?? view.region;
  if (place && view.sector) return `${place}的${view.sector}`;
  return view.sector ?? (place ? `${place}的` : '一家');
}

const PROFILE: readonly (readonly [label: string, value: (view: CustomerView) => string | number | null])[] = [
  ['简称', (view) => view.short_name],
  ['区域', (view) => view.region],
  ['城市', (view) => view.city],
  ['行业', (view) => view.sector],
  ['来源', (view) => view.source],
  ['电话', (view) => view.phone],
  ['网站', (view) => view.website],
  ['地址', (view) => view.address],
  ['员工人数', (view) => view.employees],
  ['年营收', (view) => (view.annual_revenue === null ? null : formatMoney(view.annual_revenue))],
  ['上级公司', (view) => view.parent_name],
  ['负责团队', (view) => view.team_name],
  ['备注', (view) => view.description],
];

function profilePart(view: CustomerView): AnswerPart {
  const rows = PROFILE.flatMap(([field, read]) => {
    const value = read(view);
    return value === null || value === '' ? [] : [{ field, value: String(value) }];
  });
  return {
    type: 'table',
    title: '客户资料',
    columns: [
      { key: 'field', label: '项目', format: 'text' },
      { key: 'value', label: '内容', format: 'text' },
    ],
    rows,
  };
}

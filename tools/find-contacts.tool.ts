import { z } from 'zod';
import { listContacts } from '../domain/crm/contacts/list-contacts.ts';
import type { ContactView, CustomerView } from '../kernel/contracts/crm.ts';
import type { Page } from '../kernel/contracts/paging.ts';
import { given, maybeCustomer, maybeFlag, maybeNamed } from './arguments.ts';
import { answer, nameSome } from './present/answer.ts';
import { CONTACT_TABLE, describeContact } from './present/contact-table.ts';
import { filterPart } from './present/filter-part.ts';
import { contactRef, customerRef } from './present/refs.ts';
import { MOST_SHOWN, tablePart } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

export const findContacts = readTool({
  name: 'find_contacts',
  title: '查找联系人',
  description: '客户那边的联系人、决策人和联系方式，按客户或姓名找。',
  permission: 'crm.read',
  input: z.strictObject({
    customer: maybeCustomer,
    text: maybeNamed('contact', '姓名'),
    decision_maker: maybeFlag('决策人', ['拍板', '决策人', '决策者', '做主', '说了算', '关键人', '定夺']),
  }),
  phrases: [
    '{customer}那边谁拍板',
    '{customer}有哪些联系人',
    '{customer}的决策人是谁',
    '{text}的电话是多少',
    '找一下{customer}的对接人',
    '{customer}谁说了算',
    '{text}的联系方式',
    '{customer}我们都认识谁',
    '{customer}的联系人列表',
    '{customer}那边找谁谈',
    '{text}是哪家公司的',
    '有没有一个叫{text}的联系人',
    '{customer}的{text}怎么联系',
  ],
  answer: async (scope, said) => {
    const customer = given(said.customer) ? await resolveCustomer(scope, given(said.customer) ?? '') : undefined;
    const asked: Asked = { customer, text: given(said.text), deciding: said.decision_maker === true };
    const page = await list(scope, asked);
    if (page.total > 0)
      return told(scope, asked, page, asked.deciding ? deciders(asked, page) : everybody(asked, page));
    const others = asked.deciding ? await list(scope, { ...asked, deciding: false }) : page;
    const place = customer?.name ?? '';
    if (others.total === 0) return told(scope, asked, others, nobody(asked));
    const names = nameSome(others.items.map(describeContact), others.total, '位');
    return told(scope, asked, others, `${place || '这些联系人里'}还没有标记决策人。现有联系人：${names}。`);
  },
});

interface Asked {
  readonly customer: CustomerView | undefined;
  readonly text: string | undefined;
  readonly deciding: boolean;
}

async function list(scope: ToolScope, { customer, text, deciding }: Asked): Promise<Page<ContactView>> {
  return await listContacts(scope, {
    page: 1,
    page_size: MOST_SHOWN,
    sort: '-decision_maker',
    ...(customer ? { customer_id: customer.id } : {}),
    ...(text ? { q: text } : {}),
    ...(deciding ? { decision_maker: true } : {}),
  });
}

function nobody({ customer, text }: Asked): string {
  if (customer && !text) return `${customer.name}还没有登记联系人。可以直接说“给这个客户加个联系人”。`;
  return `没有找到${customer ? `${customer.name}的` : ''}联系人${text ? `“${text}”` : ''}。请核对姓名，或换公司名再查。`;
}

/** The names, with the customer's where it was not asked for one. */
function namesOf({ customer }: Asked, page: Page<ContactView>): string {
  const names = page.items.map((row) =>
    customer ? describeContact(row) : `${row.customer_name}的${describeContact(row)}`,
  );
  return nameSome(names, page.total, '位', 4);
}

function deciders(asked: Asked, page: Page<ContactView>): string {
  return `${asked.customer ? `${asked.customer.name}的` : ''}决策人是${namesOf(asked, page)}。`;
}

function everybody(asked: Asked, page: Page<ContactView>): string {
  const { customer, text } = asked;
  const who = customer
    ? `${customer.name}有 ${page.total} 位联系人`
    : `${text ? `叫“${text}”的` : ''}联系人有 ${page.total} 位`;
  const deciding = customer && page.total > 1 ? page.items.filter((row) => row.decision_maker) : [];
  const last = deciding.length > 0 ? `决策人是${deciding.map((row) => row.name).join('、')}。` : '';
  return `${who}：${namesOf(asked, page)}。${last}`;
}

function told(scope: ToolScope, asked: Asked, { items, total }: Page<ContactView>, text: string): ToolAnswer {
  const { customer } = asked;
  return answer({
    text,
    parts: [
      ...(items.length > 0 ? [tablePart(CONTACT_TABLE, items, { title: '联系人', total })] : []),
      ...filterPart(scope.actor, '客户', [
        customer && `客户：${customer.name}`,
        asked.text && `姓名或公司含“${asked.text}”`,
        asked.deciding && '决策人',
      ]),
    ],
    records: [...(customer ? [customerRef(customer)] : []), ...items.slice(0, 3).map(contactRef)],
    suggestions: [
      customer && `介绍一下${customer.name}`,
      customer && `看看${customer.name}的往来记录`,
      !customer && items[0] && `介绍一下${items[0].customer_name}`,
    ],
  });
}

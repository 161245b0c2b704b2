import { z } from 'zod';
import { listContacts } from '../domain/crm/contacts/list-contacts.ts';
import { given, maybeCustomer, maybeFlag, maybeNamed } from './arguments.ts';
import { answer, nameSome, sentences } from './present/answer.ts';
import { CONTACT_TABLE, describeContact } from './present/contact-table.ts';
import { filterPart } from './present/filter-part.ts';
import { contactRef, customerRef } from './present/refs.ts';
import { MOST_SHOWN, tablePart } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { readTool } from './tool.ts';

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
    const text = given(said.text);
    const page = await listContacts(scope, {
      page: 1,
      page_size: MOST_SHOWN,
      sort: '-decision_maker',
      ...(customer ? { customer_id: customer.id } : {}),
      ...(text ? { q: text } : {}),
    });
    const deciding = said.decision_maker === true;
    const rows = deciding ? page.items.filter((row) => row.decision_maker) : page.items;
    const filter = filterPart(scope.actor, '客户', [
      customer && `客户：${customer.name}`,
      text && `姓名或公司含“${text}”`,
      deciding && '决策人',
    ]);
    const place = customer ? `${customer.name}` : '';
    const shown = rows.length > 0 ? rows : page.items;
    const table =
      shown.length > 0
        ? [
            tablePart(CONTACT_TABLE, shown, {
              title: '联系人',
              total: rows.length > 0 && !deciding ? page.total : shown.length,
            }),
          ]
        : [];
    const records = [...(customer ? [customerRef(customer)] : []), ...shown.slice(0, 3).map(contactRef)];
    const suggestions = [
      customer && `介绍一下${customer.name}`,
      customer && `看看${customer.name}的往来记录`,
      !customer && shown[0] && `介绍一下${shown[0].customer_name}`,
    ];
    if (page.total === 0)
      return answer({
        text: sentences(
          customer && !text
            ? `${place}还没有登记联系人。`
            : `没有找到${place ? `${place}的` : ''}联系人${text ? `“${text}”` : ''}。`,
          customer && !text ? '可以直接说“给这个客户加个联系人”。' : '请核对姓名，或换公司名再查。',
        ),
        parts: filter,
        records,
        suggestions,
      });
    if (deciding && rows.length === 0)
      return answer({
        text: `${place || '这些联系人里'}还没有标记决策人。现有联系人：${nameSome(page.items.map(describeContact), page.total, '位')}。`,
        parts: [...table, ...filter],
        records,
        suggestions,
      });
    const names = nameSome(
      rows.map((row) => (customer ? describeContact(row) : `${row.customer_name}的${describeContact(row)}`)),
      deciding ? rows.length : page.total,
      '位',
      4,
    );
    const decider = !deciding && customer ? rows.filter((row) => row.decision_maker).map((row) => row.name) : [];
    return answer({
      text: sentences(
        deciding
          ? `${place ? `${place}的` : ''}决策人是${names}。`
          : `${place || (text ? `叫“${text}”的` : '')}${place ? '有' : '联系人有'} ${page.total} 位${place ? '联系人' : ''}：${names}。`,
        decider.length > 0 && rows.length > 1 && `决策人是${decider.join('、')}。`,
      ),
      parts: [...table, ...filter],
      records,
      suggestions,
    });
  },
});

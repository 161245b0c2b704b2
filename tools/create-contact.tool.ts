import { z } from 'zod';
import { createContact } from '../domain/crm/contacts/create-contact.ts';
import { listContacts } from '../domain/crm/contacts/list-contacts.ts';
import { CreateContact } from '../kernel/contracts/crm.ts';
import { customer, given, maybePhone, maybeWords, named } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { contactRef, customerRef } from './present/refs.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { writeTool } from './tool.ts';

export const createContactTool = writeTool({
  name: 'create_contact',
  title: '新建联系人',
  description: '给一个客户加联系人：姓名，可带职务、电话。',
  permission: 'crm.write',
  input: z.strictObject({
    customer,
    name: named('name', '姓名'),
    title: maybeWords('free_text', '职务', 60, ['职务', '职位', '担任']),
    phone: maybePhone,
  }),
  phrases: [
    '给{customer}加个联系人{name}，{title}，电话{phone}',
    '给{customer}加个联系人 叫{name}，{title}，手机{phone}',
    '{customer}新增联系人{name}',
    '在{customer}下面建一个联系人：{name}，{phone}',
    '{customer}那边新来了{title}{name}，加到联系人',
    '添加{name}为{customer}的联系人',
    '{customer}的联系人加上{name}，手机{phone}',
    '录入{customer}的{title}{name}，电话{phone}',
    '存一下{customer}的联系人{name}，职务{title}',
    '新建联系人{name}，属于{customer}',
  ],
  propose: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const [title, phone] = [given(said.title), given(said.phone)];
    const known = await listContacts(scope, { page: 1, page_size: 200, customer_id: view.id });
    const twin = known.items.find((row) => row.name === said.name);
    if (twin && !phone && !title)
      throw toolError('tools.nothing_to_change', { details: { reason: `“${view.name}”已经有联系人“${said.name}”了` } });
    return {
      title: '新建联系人',
      summary: `给“${view.name}”新建联系人“${said.name}”。${twin ? '注意：该客户已有同名联系人。' : ''}`,
      changes: newRecord('contact', said.name, { 客户: view.name, 姓名: said.name, 职务: title, 电话: phone }),
      fields: [
        { name: 'name', label: '姓名', kind: 'text', value: said.name },
        { name: 'title', label: '职务', kind: 'text', value: title ?? null },
        { name: 'phone', label: '电话', kind: 'text', value: phone ?? null },
      ],
      refs: [customerRef(view)],
      // A new record; what the customer's own fields say does not matter to it.
      snapshot: {},
      plan: CreateContact.parse({
        customer_id: view.id,
        name: said.name,
        ...(title ? { title } : {}),
        ...(phone ? { phone } : {}),
      }),
    };
  },
  carryOut: async (scope, plan: CreateContact) => {
    const view = await createContact(scope, plan);
    return answer({
      text: `已给“${view.customer_name}”新建联系人“${view.name}”${view.title ? `（${view.title}）` : ''}。`,
      parts: [],
      records: [contactRef(view)],
      suggestions: [`${view.customer_name}有哪些联系人`, `介绍一下${view.customer_name}`],
    });
  },
});

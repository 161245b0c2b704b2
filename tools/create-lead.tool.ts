import { z } from 'zod';
import { createLead } from '../domain/crm/leads/create-lead.ts';
import { CreateLead } from '../kernel/contracts/crm.ts';
import { given, maybeNamed, maybePhone, maybeSource, named } from './arguments.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { leadRef } from './present/refs.ts';
import { writeTool } from './tool.ts';

export const createLeadTool = writeTool({
  name: 'create_lead',
  title: '新建线索',
  description: '录入一条新线索：联系人姓名，可带公司、电话、来源。负责人是用户本人。',
  permission: 'crm.write',
  input: z.strictObject({
    name: named('name', '姓名'),
    company: maybeNamed('company', '公司', ['公司', '单位', '来自']),
    phone: maybePhone,
    source: maybeSource,
  }),
  phrases: [
    '新建一条线索：{name}，{company}，电话{phone}',
    '新建一条线索，{name}，{company}的，{phone}，{source}上认识的',
    '录入线索{name}，手机{phone}',
    '加一条线索，{company}的{name}',
    '有个新线索{name}，来源{source}',
    '登记一个潜客{name}，{company}，{phone}',
    '创建线索 {name} {company} {phone}',
    '{source}上认识的{name}，帮我建个线索',
    '把{name}录成线索，电话{phone}，{source}来的',
    '新增线索{name}',
    '刚接到{company}{name}的咨询，建条线索',
  ],
  propose: async (scope, said) => {
    const [company, phone, source] = [given(said.company), given(said.phone), given(said.source)];
    const plan = CreateLead.parse({
      name: said.name,
      ...(company ? { company } : {}),
      ...(phone ? { phone } : {}),
      ...(source ? { source } : {}),
    });
    return await Promise.resolve({
      title: '新建线索',
      summary: `新建线索“${said.name}”${company ? `（${company}）` : ''}，由您负责。`,
      changes: newRecord('lead', said.name, {
        姓名: said.name,
        公司: company,
        电话: phone,
        来源: source,
        负责人: scope.actor.name,
      }),
      fields: [
        { name: 'name', label: '姓名', kind: 'text' as const, value: said.name },
        { name: 'company', label: '公司', kind: 'text' as const, value: company ?? null },
        { name: 'phone', label: '电话', kind: 'text' as const, value: phone ?? null },
        { name: 'source', label: '来源', kind: 'text' as const, value: source ?? null },
      ],
      refs: [],
      snapshot: {},
      plan,
    });
  },
  carryOut: async (scope, plan: CreateLead) => {
    const view = await createLead(scope, plan);
    return answer({
      text: `已新建线索“${view.name}”（${view.code}）。`,
      parts: [],
      records: [leadRef(view)],
      suggestions: [`提醒我明天上午10点联系线索${view.name}`, '我的线索'],
    });
  },
});

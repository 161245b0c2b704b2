import { z } from 'zod';
import { listActivities } from '../domain/crm/activities/list-activities.ts';
import { transferCustomer } from '../domain/crm/customers/transfer-customer.ts';
import { listOpportunities } from '../domain/crm/opportunities/list-opportunities.ts';
import { customer, given, maybeNote, receiver } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { customerRef } from './present/refs.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { resolvePerson } from './resolve/person.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly owner_id: string;
  readonly note?: string;
}

export const transferCustomerTool = writeTool({
  name: 'transfer_customer',
  title: '转移客户',
  description: '把一个客户转给另一位同事负责；在谈商机和待办跟进一起转，已结束的业绩不变，可以附一句交接说明。',
  permission: 'crm.assign',
  input: z.strictObject({ customer, to: receiver, note: maybeNote }),
  phrases: [
    '把{customer}转给{to}',
    '{customer}交给{to}负责',
    '将{customer}移交给{to}',
    '{customer}以后由{to}跟',
    '把{customer}这个客户过户到{to}名下',
    '{customer}划给{to}',
    '{customer}这个客户转给{to}',
    '让{to}接手{customer}',
    '{customer}换成{to}负责',
    '把{customer}的负责人改成{to}',
    '客户{customer}转到{to}手上',
    '{customer}转给{to}，交接说明：{note}',
  ],
  propose: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const person = await resolvePerson(scope, said.to);
    if (view.owner_id === person.id)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `客户“${view.name}”本来就由${person.words}负责` },
      });
    const page = { page: 1, page_size: 1, customer_id: view.id };
    const deals = (await listOpportunities(scope, { ...page, open: true })).total;
    const waiting = (await listActivities(scope, { ...page, status: 'planned' })).total;
    const along = [deals > 0 ? `${deals} 个在谈商机` : '', waiting > 0 ? `${waiting} 个待办跟进` : ''].filter(Boolean);
    const note = given(said.note);
    const ref = customerRef(view);
    return {
      title: '转移客户',
      summary: `把客户“${view.name}”转给${person.words}。${along.length > 0 ? `${along.join('、')}一起转过去；` : ''}已结束的业绩不变。`,
      changes: [
        changeOf(ref, '负责人', view.owner_name, person.name),
        ...(note ? [changeOf(ref, '交接说明', null, note)] : []),
      ],
      fields: [
        { name: 'to', label: '负责人', kind: 'text', value: said.to },
        { name: 'note', label: '交接说明', kind: 'long_text', value: note ?? null },
      ],
      refs: [ref],
      snapshot: versionOf('customer', view),
      plan: { id: view.id, version: view.version, owner_id: person.id, ...(note ? { note } : {}) } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await transferCustomer(scope, plan);
    return answer({
      text: `已把客户“${view.name}”转给${view.owner_name ?? ''}。`,
      parts: [],
      records: [customerRef(view)],
      suggestions: [`列出${view.owner_name ?? ''}名下的客户`, `介绍一下${view.name}`],
    });
  },
});

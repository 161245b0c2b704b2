import { z } from 'zod';
import { assignLead } from '../domain/crm/leads/assign-lead.ts';
import { given, lead, maybeNote, receiver } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { leadRef } from './present/refs.ts';
import { resolveLead } from './resolve/lead.ts';
import { resolvePerson } from './resolve/person.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly owner_id: string;
  readonly note?: string;
}

export const assignLeadTool = writeTool({
  name: 'assign_lead',
  title: '分配线索',
  description: '把一条线索分给一位同事负责，待办跟进一起转过去，可以附一句交接说明。',
  permission: 'crm.assign',
  input: z.strictObject({ lead, to: receiver, note: maybeNote }),
  phrases: [
    '把{lead}这条线索分给{to}',
    '线索{lead}交给{to}跟进',
    '{lead}转给{to}',
    '将线索{lead}指派给{to}',
    '让{to}跟{lead}这条线索',
    '{lead}的线索给{to}',
    '{lead}那条线索给{to}跟吧',
    '线索{lead}派给{to}',
    '{lead}这条线索安排{to}负责',
    '分配{lead}给{to}',
    '线索{lead}转给{to}，备注{note}',
  ],
  propose: async (scope, said) => {
    const view = await resolveLead(scope, said.lead);
    const person = await resolvePerson(scope, said.to);
    if (view.owner_id === person.id)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `线索“${view.name}”本来就由${person.words}负责` },
      });
    const note = given(said.note);
    const ref = leadRef(view);
    return {
      title: '分配线索',
      summary: `把线索“${view.name}”${view.company ? `（${view.company}）` : ''}分给${person.words}。`,
      changes: [
        changeOf(ref, '负责人', view.owner_name, person.name),
        ...(note ? [changeOf(ref, '交接说明', null, note)] : []),
      ],
      fields: [
        { name: 'to', label: '负责人', kind: 'text', value: said.to },
        { name: 'note', label: '交接说明', kind: 'long_text', value: note ?? null },
      ],
      refs: [ref],
      snapshot: versionOf('lead', view),
      plan: { id: view.id, version: view.version, owner_id: person.id, ...(note ? { note } : {}) } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await assignLead(scope, plan);
    return answer({
      text: `已把线索“${view.name}”分给${view.owner_name ?? ''}。`,
      parts: [],
      records: [leadRef(view)],
      suggestions: ['还没分配的线索', `${view.owner_name ?? ''}手上有几条线索`],
    });
  },
});

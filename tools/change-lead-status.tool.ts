import { z } from 'zod';
import { crmError } from '../domain/crm/errors.ts';
import { updateLead } from '../domain/crm/leads/update-lead.ts';
import { LEAD_STATUS_WORDS } from '../domain/crm/words.ts';
import { LEAD_STATUSES, type LeadStatus } from '../kernel/contracts/crm.ts';
import { lead, leadStatus } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { optionsOf } from './present/options.ts';
import { leadRef } from './present/refs.ts';
import { resolveLead } from './resolve/lead.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly status: LeadStatus;
}

/** A lead becomes converted by its conversion only, not by a change of this field. */
const SETTABLE = LEAD_STATUSES.filter((status) => status !== 'converted');

export const changeLeadStatus = writeTool({
  name: 'change_lead_status',
  title: '改线索状态',
  description: '改一条线索的状态：new 新线索、contacted 已联系、qualified 已确认（合格）、disqualified 无效。',
  permission: 'crm.write',
  input: z.strictObject({ lead, status: leadStatus }),
  phrases: [
    '把{lead}这条线索改成{status}',
    '{lead}标记为{status}',
    '线索{lead}状态改为{status}',
    '{lead}这条线索{status}了',
    '{lead}那条线索标成{status}',
    '{lead}的线索是{status}',
    '{lead}已经联系上了，线索状态改成{status}',
    '将{lead}的状态更新成{status}',
    '{lead}这个线索设为{status}',
    '线索{lead}已经{status}',
    '把线索{lead}置为{status}',
  ],
  propose: async (scope, said) => {
    const view = await resolveLead(scope, said.lead);
    if (view.status === said.status)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `“${view.name}”的状态已经是“${LEAD_STATUS_WORDS[view.status]}”` },
      });
    if (said.status === 'converted') throw crmError('crm.lead_converts_by_conversion');
    if (view.status === 'converted') throw crmError('crm.lead_already_converted');
    const ref = leadRef(view);
    return {
      title: '改线索状态',
      summary: `把线索“${view.name}”的状态从“${LEAD_STATUS_WORDS[view.status]}”改为“${LEAD_STATUS_WORDS[said.status]}”。`,
      changes: [changeOf(ref, '状态', LEAD_STATUS_WORDS[view.status], LEAD_STATUS_WORDS[said.status])],
      fields: [
        {
          name: 'status',
          label: '状态',
          kind: 'select',
          value: said.status,
          options: optionsOf(SETTABLE, LEAD_STATUS_WORDS),
        },
      ],
      refs: [ref],
      snapshot: versionOf('lead', view),
      plan: { id: view.id, version: view.version, status: said.status } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await updateLead(scope, plan);
    return answer({
      text: `已把线索“${view.name}”的状态改为“${LEAD_STATUS_WORDS[view.status]}”。`,
      parts: [],
      records: [leadRef(view)],
      suggestions: [`提醒我明天上午10点联系线索${view.name}`, '我的线索'],
    });
  },
});

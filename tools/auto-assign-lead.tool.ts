import { z } from 'zod';
import { autoAssignLead } from '../domain/crm/assignment/auto-assign-lead.ts';
import { tryRules } from '../domain/crm/assignment/try-rules.ts';
import { crmError } from '../domain/crm/errors.ts';
import { getLead } from '../domain/crm/leads/get-lead.ts';
import { LEAD_STATUS_WORDS } from '../domain/crm/words.ts';
import { lead } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { leadRef } from './present/refs.ts';
import { resolveLead } from './resolve/lead.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly user_id: string;
}

export const autoAssignLeadTool = writeTool({
  name: 'auto_assign_lead',
  title: '按规则分配线索',
  description:
    '按分配规则把一条还没有负责人的线索分出去，卡片写明分给谁、为什么。用户指定了同事时用 assign_lead，要分一批时用 assign_waiting_leads。',
  permission: 'crm.assign',
  input: z.strictObject({ lead }),
  phrases: [
    '{lead}这条线索按规则分配',
    '自动分配线索{lead}',
    '让系统给{lead}这条线索分个人',
    '按分配规则把{lead}分出去',
    '{lead}这条系统自动派',
    '把{lead}自动分给合适的人',
    '线索{lead}按规则派一下',
    '{lead}按规则该给谁就给谁',
    '按规则给{lead}安排一个人',
    '{lead}走一下自动分配',
  ],
  propose: async (scope, said) => {
    const view = await resolveLead(scope, said.lead);
    if (view.owner_id !== null)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `线索“${view.name}”已经由${view.owner_name ?? '同事'}负责` },
      });
    if (view.status === 'converted' || view.status === 'disqualified')
      throw toolError('tools.nothing_to_change', {
        details: { reason: `线索“${view.name}”是“${LEAD_STATUS_WORDS[view.status]}”状态` },
      });
    const decision = await tryRules(scope, view);
    if (!decision.user_id) throw toolError('tools.not_assignable', { details: { reason: decision.reason } });
    const ref = leadRef(view);
    return {
      title: '按规则分配线索',
      summary: `把线索“${view.name}”${view.company ? `（${view.company}）` : ''}分给${decision.user_name ?? ''}。${decision.reason}`,
      changes: [changeOf(ref, '负责人', null, decision.user_name)],
      fields: [],
      refs: [ref],
      snapshot: versionOf('lead', view),
      plan: { id: view.id, version: view.version, user_id: decision.user_id } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    if ((await getLead(scope, plan)).version !== plan.version) throw crmError('crm.stale_version');
    const decision = await autoAssignLead(scope, plan);
    // Somebody changed rules or leads in the same moment: what the card says would not be what is done.
    if (decision?.user_id !== plan.user_id) throw crmError('crm.stale_version');
    return answer({
      text: decision.reason,
      parts: [],
      suggestions: ['把没分配的线索都按规则分掉', `${decision.user_name ?? ''}手上有几条线索`],
    });
  },
});

import { z } from 'zod';
import { completeFollowUp } from '../domain/crm/activities/complete-follow-up.ts';
import { listActivities } from '../domain/crm/activities/list-activities.ts';
import { ACTIVITY_KIND_WORDS } from '../domain/crm/words.ts';
import type { ActivityView } from '../kernel/contracts/crm.ts';
import { formatMoment } from '../kernel/format/when.ts';
import { given, maybeCustomer, maybeLead, maybeWords } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { activityRef } from './present/refs.ts';
import { resolveSubject, type Subject } from './resolve/subject.ts';
import { writeTool, type ToolScope } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly note?: string;
  readonly name: string;
}

export const completeFollowUpTool = writeTool({
  name: 'complete_follow_up',
  title: '完成跟进',
  description: '把一个客户或线索最早的待办跟进标为完成，可以附上结果。',
  permission: 'crm.write',
  input: z.strictObject({
    customer: maybeCustomer,
    lead: maybeLead,
    note: maybeWords('free_text', '结果', 500, ['结果', '反馈', '备注']),
  }),
  phrases: [
    '{customer}的回访做完了',
    '{customer}的跟进完成了',
    '把{customer}的待跟进标为完成',
    '{customer}那个拜访搞定了',
    '完成{customer}的跟进任务',
    '{lead}这条线索的回访已经做了',
    '{customer}回访完成，{note}',
    '{customer}那个跟进搞定了，备注{note}',
    '勾掉{customer}的跟进',
    '{customer}的电话打完了',
    '和{customer}的会开完了，把跟进关掉',
    '{customer}今天的跟进任务结束了',
  ],
  propose: async (scope, said) => {
    const subject = await resolveSubject(scope, said);
    const view = await earliest(scope, subject);
    const note = given(said.note);
    const due = formatMoment(view.due_at ?? view.created_at);
    const ref = activityRef(view);
    return {
      title: '完成跟进',
      summary: `把“${subject.name}”${due} 的${ACTIVITY_KIND_WORDS[view.kind]}“${view.subject}”标为完成。`,
      changes: [
        changeOf(ref, '状态', '待跟进', '已完成'),
        ...(note ? [changeOf(ref, '结果', view.content, note)] : []),
      ],
      fields: [{ name: 'note', label: '结果', kind: 'long_text', value: note ?? null }],
      refs: [subject.ref, ref],
      snapshot: versionOf('activity', view),
      plan: { id: view.id, version: view.version, name: subject.name, ...(note ? { note } : {}) } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const { name, ...input } = plan;
    const view = await completeFollowUp(scope, input);
    return answer({
      text: `已把“${name}”的${ACTIVITY_KIND_WORDS[view.kind]}“${view.subject}”标为完成。`,
      parts: [],
      records: [activityRef(view)],
      suggestions: ['我今天要跟进谁', `下周一上午10点提醒我回访${name}`],
    });
  },
});

/** The first one that waits: the speaker's own before a colleague's. */
async function earliest(scope: ToolScope, subject: Subject): Promise<ActivityView> {
  const first = { ...subject.ids, page: 1, page_size: 1, status: 'planned' as const, sort: 'due_at' };
  const own = await listActivities(scope, { ...first, owner_id: scope.actor.userId });
  const [view] = own.items.length > 0 ? own.items : (await listActivities(scope, first)).items;
  if (!view) throw toolError('tools.nothing_to_change', { details: { reason: `“${subject.name}”没有待办的跟进` } });
  return view;
}

import { z } from 'zod';
import { createActivity } from '../domain/crm/activities/create-activity.ts';
import { ACTIVITY_KIND_WORDS } from '../domain/crm/words.ts';
import { ACTIVITY_KINDS, CreateActivity } from '../kernel/contracts/crm.ts';
import { slot } from '../kernel/slots.ts';
import { maybeCustomer, maybeKind, maybeLead, maybeOpportunity } from './arguments.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { optionsOf } from './present/options.ts';
import { activityRef } from './present/refs.ts';
import { resolveSubject } from './resolve/subject.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly activity: CreateActivity;
  readonly name: string;
}

/** The heading of a note: its first clause. */
const LONGEST_SUBJECT = 60;

export const logActivity = writeTool({
  name: 'log_activity',
  title: '记跟进',
  description: '记下已经做过的一次跟进（刚打的电话、今天的拜访、会议、备注），对象是客户、线索或商机之一。',
  permission: 'crm.write',
  input: z.strictObject({
    customer: maybeCustomer,
    lead: maybeLead,
    opportunity: maybeOpportunity,
    kind: maybeKind,
    content: slot('free_text', '内容', z.string().trim().min(1).max(2000)),
  }),
  phrases: [
    '记一下，今天拜访了{customer}，{content}',
    '帮我记录：刚和{customer}通了电话，{content}',
    '记录：刚跟{customer}通了电话，{content}',
    '{customer}跟进记录：{content}',
    '给{customer}写条跟进，{content}',
    '登记一次拜访，{customer}，{content}',
    '刚给{customer}打完电话，{content}，记一下',
    '补记一下昨天跟{customer}开会，{content}',
    '今天见了{customer}，{content}',
    '给线索{lead}记一笔：{content}',
    '备注一下{customer}：{content}',
    '{opportunity}加条记录，{content}',
  ],
  propose: async (scope, said) => {
    const subject = await resolveSubject(scope, said);
    const kind = said.kind ?? 'other';
    return {
      title: '记录跟进',
      summary: `在“${subject.name}”下记一条${ACTIVITY_KIND_WORDS[kind]}记录。`,
      changes: newRecord('activity', subject.name, { 方式: ACTIVITY_KIND_WORDS[kind], 内容: said.content }),
      fields: [
        {
          name: 'kind',
          label: '方式',
          kind: 'select',
          value: kind,
          options: optionsOf(ACTIVITY_KINDS, ACTIVITY_KIND_WORDS),
        },
        { name: 'content', label: '内容', kind: 'long_text', value: said.content },
      ],
      refs: [subject.ref],
      // A new record; what the customer's own fields say does not matter to it.
      snapshot: {},
      plan: {
        activity: CreateActivity.parse({
          ...subject.ids,
          kind,
          status: 'done',
          subject: headingOf(said.content),
          content: said.content,
        }),
        name: subject.name,
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await createActivity(scope, plan.activity);
    return answer({
      text: `已在“${plan.name}”下记好这条${ACTIVITY_KIND_WORDS[view.kind]}记录。`,
      parts: [],
      records: [activityRef(view)],
      suggestions: [
        view.customer_name && `明天上午10点提醒我回访${view.customer_name}`,
        view.customer_name && `看看${view.customer_name}的往来记录`,
      ],
    });
  },
});

function headingOf(content: string): string {
  const clause = content.split(/[。！？!?\n]/u, 1)[0]?.trim() || content.trim();
  return clause.length > LONGEST_SUBJECT ? `${clause.slice(0, LONGEST_SUBJECT)}…` : clause;
}

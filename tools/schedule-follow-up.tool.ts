import { z } from 'zod';
import { createActivity } from '../domain/crm/activities/create-activity.ts';
import { crmError } from '../domain/crm/errors.ts';
import { ACTIVITY_KIND_WORDS } from '../domain/crm/words.ts';
import { ACTIVITY_KINDS, CreateActivity } from '../kernel/contracts/crm.ts';
import { formatMoment } from '../kernel/format/when.ts';
import {
  given,
  instant,
  maybeCustomer,
  maybeKind,
  maybeLead,
  maybeNamed,
  maybeOpportunity,
  maybeWords,
} from './arguments.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { DEEDS } from './present/deed.ts';
import { optionsOf } from './present/options.ts';
import { activityRef } from './present/refs.ts';
import { comingMoment } from './resolve/instant.ts';
import { resolvePerson, speaker, type Person } from './resolve/person.ts';
import { resolveSubject } from './resolve/subject.ts';
import { writeTool, type ToolScope } from './tool.ts';

interface Plan {
  readonly activity: CreateActivity;
  readonly name: string;
  readonly who: string;
}

export const scheduleFollowUp = writeTool({
  name: 'schedule_follow_up',
  title: '安排跟进',
  description:
    '安排一次将来的跟进并提醒（回访、拜访、电话、会议、演示），对象是客户、线索或商机之一。已经做过的事用 log_activity。',
  permission: 'crm.write',
  input: z.strictObject({
    customer: maybeCustomer,
    lead: maybeLead,
    opportunity: maybeOpportunity,
    at: instant,
    kind: maybeKind,
    subject: maybeWords('free_text', '事项', 200, ['聊', '谈', '沟通', '讨论', '确认', '关于', '主题']),
    person: maybeNamed('person', '跟进人', ['让', '安排', '叫', '提醒', '由']),
  }),
  phrases: [
    '{at}提醒我回访{customer}',
    '安排{at}拜访{customer}',
    '约{customer}{at}开会',
    '{at}给{customer}打电话',
    '{at}跟进一下{customer}',
    '给{customer}定个{at}的演示',
    '{at}去{customer}那边拜访',
    '{at}去拜访{customer}，记个日程',
    '让{person}{at}联系{customer}',
    '帮我排一个{at}跟{customer}的会议',
    '提醒我{at}联系线索{lead}',
    '{at}约{customer}聊{subject}',
    '跟{customer}约{at}做个演示，主题是{subject}',
    '{at}回访{opportunity}这个商机',
    '和{customer}约在{at}见面',
    '加一个{at}的跟进，客户{customer}',
    '安排{person}{at}去{customer}',
  ],
  propose: async (scope, said) => {
    const subject = await resolveSubject(scope, said);
    const moment = comingMoment(said.at, scope.clock.now());
    const person = given(said.person) ? await resolvePerson(scope, given(said.person) ?? '') : speaker(scope);
    requireMayAssign(scope, person);
    const kind = said.kind ?? 'other';
    const title = given(said.subject) ?? DEEDS[kind](subject.name);
    const when = formatMoment(moment.at);
    return {
      title: '安排跟进',
      summary: `${when}，${person.words}${DEEDS[kind](`“${subject.name}”`)}${given(said.subject) ? `：${title}` : ''}。`,
      changes: newRecord('activity', subject.name, {
        时间: when,
        方式: ACTIVITY_KIND_WORDS[kind],
        事项: title,
        跟进人: person.name,
      }),
      fields: [
        { name: 'at', label: '时间', kind: 'datetime', value: moment.minute },
        {
          name: 'kind',
          label: '方式',
          kind: 'select',
          value: kind,
          options: optionsOf(ACTIVITY_KINDS, ACTIVITY_KIND_WORDS),
        },
        { name: 'subject', label: '事项', kind: 'text', value: given(said.subject) ?? null },
      ],
      refs: [subject.ref],
      // Nothing of the customer changes, so a change of it is no reason to refuse; the card's hash holds what it shows.
      snapshot: {},
      settled: { at: moment.minute },
      plan: {
        activity: CreateActivity.parse({
          ...subject.ids,
          kind,
          status: 'planned',
          subject: title,
          due_at: moment.at.toISOString(),
          ...(person.isSpeaker ? {} : { owner_id: person.id }),
        }),
        name: subject.name,
        who: person.words,
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await createActivity(scope, plan.activity);
    return answer({
      text: `已安排：${formatMoment(view.due_at ?? view.created_at)}，${plan.who}${DEEDS[view.kind](`“${plan.name}”`)}。`,
      parts: [],
      records: [activityRef(view)],
      suggestions: ['我本周有哪些安排', view.customer_name && `看看${view.customer_name}的往来记录`],
    });
  },
});

/** @throws AppError `crm.assign_not_allowed`, for a follow-up that somebody else should do */
function requireMayAssign(scope: ToolScope, person: Person): void {
  if (!person.isSpeaker && !scope.actor.permissions.has('crm.assign')) throw crmError('crm.assign_not_allowed');
}

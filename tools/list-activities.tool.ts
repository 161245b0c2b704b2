import { z } from 'zod';
import { listActivities } from '../domain/crm/activities/list-activities.ts';
import { ACTIVITY_KIND_WORDS } from '../domain/crm/words.ts';
import { ACTIVITY_KINDS, type ActivityKind, type ActivityView, type CustomerView } from '../kernel/contracts/crm.ts';
import type { Page } from '../kernel/contracts/paging.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { given, maybeCustomer, maybeKind, maybeOwner, maybePeriod } from './arguments.ts';
import { ACTIVITY_TABLE, aboutWhom } from './present/activity-table.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { activityRef } from './present/refs.ts';
import { tablePart } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { resolvePerson, type Person } from './resolve/person.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

/** Rows that are counted by kind; more than these are only counted together. */
const MOST_COUNTED = 200;

export const listActivitiesTool = readTool({
  name: 'list_activities',
  title: '跟进记录',
  description:
    '已经做过的跟进（拜访、电话、会议等），按人、客户、方式、时间列出。还没做的安排用 list_follow_ups；只要次数统计用 query_report。',
  permission: 'crm.read',
  input: z.strictObject({
    person: maybeOwner,
    customer: maybeCustomer,
    kind: maybeKind,
    period: maybePeriod(),
  }),
  phrases: [
    '{person}最近跟进了什么',
    '{person}{period}都做了哪些跟进',
    '{period}{person}拜访了哪些客户',
    '{person}{period}打了哪些电话',
    '看看{person}{period}的跟进记录',
    '{period}我们对{customer}做过哪些跟进',
    '{person}{period}去见了谁',
    '列出{period}的拜访记录',
    '{person}{period}的工作情况',
    '{customer}{period}有没有人跟进',
    '{customer}{period}有人去拜访过没',
    '{person}{period}忙了些什么',
    '{period}团队做了什么',
  ],
  answer: async (scope, said) => {
    const now = scope.clock.now();
    const person = given(said.person) ? await resolvePerson(scope, given(said.person) ?? '') : undefined;
    const customer = given(said.customer) ? await resolveCustomer(scope, given(said.customer) ?? '') : undefined;
    const days = pastDays(said.period, now);
    const moments = days && momentsOf(days);
    const page = await listActivities(scope, {
      page: 1,
      page_size: MOST_COUNTED,
      status: 'done',
      ...(person ? { owner_id: person.id } : {}),
      ...(customer ? { customer_id: customer.id } : {}),
      ...(said.kind ? { kind: said.kind } : {}),
      ...(moments ? { from: moments.from.toISOString(), to: moments.to.toISOString() } : {}),
    });
    const asked: Asked = { person, customer, kind: said.kind ?? undefined, when: days && describeRange(days, now) };
    const [latest] = page.items;
    return latest ? found(scope, asked, page, latest) : nothing(scope, asked);
  },
});

interface Asked {
  readonly person: Person | undefined;
  readonly customer: CustomerView | undefined;
  readonly kind: ActivityKind | undefined;
  /** The days in words. */
  readonly when: string | undefined;
}

function subjectOf({ person, customer, when }: Asked): string {
  return phrase(person?.words, when, customer && `对${customer.name}`);
}

function filterOf(scope: ToolScope, { person, customer, kind, when }: Asked) {
  return filterPart(scope.actor, '客户和您自己的跟进', [
    when,
    person && `跟进人：${person.name}`,
    customer && `客户：${customer.name}`,
    kind && `方式：${ACTIVITY_KIND_WORDS[kind]}`,
    '已完成的跟进',
  ]);
}

function nothing(scope: ToolScope, asked: Asked): ToolAnswer {
  const { person, customer, kind, when } = asked;
  const deed = kind ? ACTIVITY_KIND_WORDS[kind] : '跟进';
  return answer({
    text: `${phrase(subjectOf(asked), `没有${deed}记录`)}。${when ? '可以换一段更长的时间再看。' : '可以换个条件再看。'}`,
    parts: filterOf(scope, asked),
    suggestions: [
      customer && `看看${customer.name}的往来记录`,
      when && `${person && !person.isSpeaker ? person.name : '我'}最近30天跟进了什么`,
      '我今天要跟进谁',
    ],
  });
}

function found(scope: ToolScope, asked: Asked, page: Page<ActivityView>, latest: ActivityView): ToolAnswer {
  const { items, total } = page;
  const now = scope.clock.now();
  const unit = asked.kind && asked.kind !== 'other' ? `${ACTIVITY_KIND_WORDS[asked.kind]}记录` : '跟进';
  const about = aboutWhom(latest);
  const customer = latest.customer_name;
  return answer({
    text: sentences(
      `${phrase(subjectOf(asked), `共有 ${total} 次${unit}`)}${total === items.length ? breakdown(items, asked.kind) : ''}。`,
      `最近一次是${formatWhen(latest.occurred_at ?? latest.created_at, now)} 的${ACTIVITY_KIND_WORDS[latest.kind]}${about ? `，对象是${about}` : ''}：${latest.subject}。`,
    ),
    parts: [tablePart(ACTIVITY_TABLE, items, { title: '跟进记录', total }), ...filterOf(scope, asked)],
    records: [activityRef(latest)],
    suggestions: [
      customer && `看看${customer}的往来记录`,
      customer && `介绍一下${customer}`,
      asked.person ? `${asked.person.isSpeaker ? '我' : asked.person.name}有没有逾期的跟进` : '哪些跟进逾期了',
    ],
  });
}

/** «，拜访 5 次、电话 7 次，涉及 8 家客户». */
function breakdown(rows: readonly ActivityView[], kind: ActivityKind | undefined): string {
  const counts = ACTIVITY_KINDS.map((one) => [one, rows.filter((row) => row.kind === one).length] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
  const kinds = counts.map(([one, count]) => `${ACTIVITY_KIND_WORDS[one]} ${count} 次`).join('、');
  const customers = new Set(rows.flatMap((row) => row.customer_id ?? [])).size;
  const parts = [!kind && counts.length > 1 ? kinds : '', customers > 1 ? `涉及 ${customers} 家客户` : ''].filter(
    Boolean,
  );
  return parts.length > 0 ? `，${parts.join('，')}` : '';
}

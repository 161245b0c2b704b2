import { z } from 'zod';
import { listActivities } from '../domain/crm/activities/list-activities.ts';
import type { ActivityView } from '../kernel/contracts/crm.ts';
import type { Page } from '../kernel/contracts/paging.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { localMinute } from '../kernel/time-phrases/local-day.ts';
import { given, maybeFlag, maybeOwner, maybePeriod } from './arguments.ts';
import { aboutWhom, followUpTable } from './present/activity-table.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { DEEDS } from './present/deed.ts';
import { filterPart } from './present/filter-part.ts';
import { activityRef } from './present/refs.ts';
import { tablePart } from './present/row-table.ts';
import { comingDays, momentsOf } from './resolve/period.ts';
import { resolvePerson, speaker, type Person } from './resolve/person.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

const MOST_READ = 100;
const MOST_NAMED = 4;

export const listFollowUps = readTool({
  name: 'list_follow_ups',
  title: '待跟进',
  description: '还没做的跟进安排（日程、待办、回访计划），按人和到期时间列出，或只看逾期的。',
  permission: 'crm.read',
  input: z.strictObject({
    person: maybeOwner,
    due: maybePeriod('到期时间'),
    overdue: maybeFlag('逾期', ['逾期', '过期', '超期', '拖着', '漏了']),
  }),
  phrases: [
    '{person}{due}要跟进谁',
    '{due}{person}要跟谁',
    '{person}有没有逾期的跟进',
    '{due}有什么待办',
    '{due}的回访计划',
    '哪些跟进逾期了',
    '{person}{due}有哪些安排',
    '{due}该联系哪些客户',
    '看看{person}的待跟进',
    '过期没做的跟进',
    '{due}要回访的客户',
    '{person}的日程',
    '{due}有几个拜访要去',
    '{due}的跟进安排看一眼',
  ],
  answer: async (scope, said) => {
    const now = scope.clock.now();
    const days = comingDays(said.due, now);
    const asked: Asked = {
      person: await whoseDay(scope, given(said.person)),
      when: days && describeRange(days, now),
      overdue: said.overdue === true,
    };
    const moments = days && momentsOf(days);
    const page = await listActivities(scope, {
      page: 1,
      page_size: MOST_READ,
      status: 'planned',
      sort: 'due_at',
      ...(asked.person ? { owner_id: asked.person.id } : {}),
      ...(asked.overdue ? { overdue: true } : {}),
      ...(moments ? { from: moments.from.toISOString(), to: moments.to.toISOString() } : {}),
    });
    const late = page.items.filter((row) => row.due_at !== null && new Date(row.due_at) < now).length;
    const besides = asked.overdue || late === MOST_READ ? 0 : (await countLate(scope, asked.person)) - late;
    return page.total === 0 ? nothing(scope, asked, besides) : found(scope, asked, page, late, besides);
  },
});

interface Asked {
  readonly person: Person | undefined;
  /** The days in words. */
  readonly when: string | undefined;
  readonly overdue: boolean;
}

/** Somebody who sees their own records only asks for themselves when they name nobody. */
async function whoseDay(scope: ToolScope, said: string | undefined): Promise<Person | undefined> {
  if (said) return await resolvePerson(scope, said);
  return scope.actor.dataScope === 'own' ? speaker(scope) : undefined;
}

function filterOf(scope: ToolScope, { person, when, overdue }: Asked) {
  return filterPart(scope.actor, '客户和您自己的跟进', [
    '未完成的跟进',
    person && `跟进人：${person.name}`,
    when && `到期：${when}`,
    overdue && '已逾期',
  ]);
}

/** @param besides late ones outside of what was asked for */
function nothing(scope: ToolScope, asked: Asked, besides: number): ToolAnswer {
  return answer({
    text: sentences(
      `${phrase(asked.person?.words, asked.when, `没有${asked.overdue ? '逾期' : '待办'}的跟进`)}。`,
      besides > 0 && `另有 ${besides} 个已经逾期。`,
    ),
    parts: filterOf(scope, asked),
    suggestions: [
      besides > 0 && '哪些跟进逾期了',
      asked.when && '我本周有哪些安排',
      '哪些客户超过30天没联系了',
      '哪些商机超过30天没动',
    ],
  });
}

/**
 * @param late how many of the rows are late
 * @param besides late ones outside of what was asked for
 */
function found(
  scope: ToolScope,
  asked: Asked,
  { items, total }: Page<ActivityView>,
  late: number,
  besides: number,
): ToolAnswer {
  const now = scope.clock.now();
  const customer = items[0]?.customer_name;
  const count = `有 ${total} 个${asked.overdue ? '逾期没做的跟进' : '待跟进'}`;
  return answer({
    text: sentences(
      `${phrase(asked.person?.words, asked.when, count)}：${describe(items, now, asked.when === '今天')}${total > MOST_NAMED ? '等' : ''}。`,
      !asked.overdue && late > 0 && `其中 ${late} 个已经逾期。`,
      besides > 0 && `另有 ${besides} 个已经逾期。`,
    ),
    parts: [tablePart(followUpTable(now), items, { title: '待跟进', total }), ...filterOf(scope, asked)],
    records: items.slice(0, MOST_NAMED).map(activityRef),
    suggestions: [
      customer && `看看${customer}的往来记录`,
      customer && `${customer}的跟进完成了`,
      besides > 0 ? '哪些跟进逾期了' : '我本周有哪些安排',
    ],
  });
}

async function countLate(scope: ToolScope, person: Person | undefined): Promise<number> {
  const page = await listActivities(scope, {
    page: 1,
    page_size: 1,
    overdue: true,
    ...(person ? { owner_id: person.id } : {}),
  });
  return page.total;
}

/** «10:30 拜访华星科技、15:00 电话远景机械»; with their day unless all are of today. */
function describe(rows: readonly ActivityView[], now: Date, today: boolean): string {
  return rows
    .slice(0, MOST_NAMED)
    .map((row) => {
      const at = row.due_at ?? row.created_at;
      const time = today ? localMinute(new Date(at)).slice(11) : formatWhen(at, now);
      const whom = aboutWhom(row);
      return `${time} ${whom ? DEEDS[row.kind](whom) : row.subject}`;
    })
    .join('、');
}

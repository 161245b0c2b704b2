import { z } from 'zod';
import { listActivities } from '../domain/crm/activities/list-activities.ts';
import type { ActivityView } from '../kernel/contracts/crm.ts';
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
import { resolvePerson, type Person } from './resolve/person.ts';
import { readTool, type ToolScope } from './tool.ts';

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
    const person = given(said.person) ? await resolvePerson(scope, given(said.person) ?? '') : undefined;
    const days = comingDays(said.due, now);
    const moments = days && momentsOf(days);
    const overdue = said.overdue === true;
    const page = await listActivities(scope, {
      page: 1,
      page_size: MOST_READ,
      status: 'planned',
      sort: 'due_at',
      ...(person ? { owner_id: person.id } : {}),
      ...(overdue ? { overdue: true } : {}),
      ...(moments ? { from: moments.from.toISOString(), to: moments.to.toISOString() } : {}),
    });
    const when = days ? describeRange(days, now) : '';
    const late = overdue ? 0 : await countLate(scope, person);
    const inList = page.items.filter((row) => row.due_at !== null && new Date(row.due_at) < now).length;
    const subject = phrase(person?.words ?? (scope.actor.dataScope === 'own' && '您'), when);
    const filter = filterPart(scope.actor, '客户和您自己的跟进', [
      '未完成的跟进',
      person && `跟进人：${person.name}`,
      when && `到期：${when}`,
      overdue && '已逾期',
    ]);
    const [first] = page.items;
    const others = late - inList;
    const also = others > 0 ? `另有 ${others} 个已经逾期。` : undefined;
    if (!first)
      return answer({
        text: sentences(`${phrase(subject, `没有${overdue ? '逾期' : '待办'}的跟进`)}。`, also),
        parts: filter,
        suggestions: [
          also && '哪些跟进逾期了',
          days && '我本周有哪些安排',
          '哪些客户超过30天没联系了',
          '哪些商机超过30天没动',
        ],
      });
    return answer({
      text: sentences(
        `${phrase(subject, `有 ${page.total} 个${overdue ? '逾期没做的跟进' : '待跟进'}`)}：${describe(page.items, now, when === '今天')}${page.total > MOST_NAMED ? '等' : ''}。`,
        !overdue && inList > 0 && `其中 ${inList} 个已经逾期。`,
        also,
      ),
      parts: [tablePart(followUpTable(now), page.items, { title: '待跟进', total: page.total }), ...filter],
      records: page.items.slice(0, MOST_NAMED).map(activityRef),
      suggestions: [
        first.customer_name && `看看${first.customer_name}的往来记录`,
        first.customer_name && `${first.customer_name}的跟进完成了`,
        also ? '哪些跟进逾期了' : '我本周有哪些安排',
      ],
    });
  },
});

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

import { z } from 'zod';
import { listDueFollows } from '../domain/calls/records/due-follows.ts';
import { NEXT_STEP_WORDS, type NextStep } from '../domain/calls/next-steps.ts';
import { INTEREST_WORDS } from '../domain/calls/words.ts';
import type { DueFollow } from '../kernel/contracts/call-findings.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { dayToInstant, localDay } from '../kernel/time-phrases/local-day.ts';
import { given, maybeChoice, maybeOwner, maybePeriod } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { MOST_SHOWN, tablePart, type RowTable } from './present/row-table.ts';
import { comingDays, momentsOf } from './resolve/period.ts';
import { resolvePerson } from './resolve/person.ts';
import { readTool } from './tool.ts';

const MOST_NAMED = 4;
export const FOLLOW_DUE = ['today', 'overdue', 'all'] as const;
const DUE_WORDS = { today: '今天要做的', overdue: '已逾期的', all: '还没做的' } as const;

export const listCallFollowUps = readTool({
  name: 'list_call_follow_ups',
  title: '外呼后的跟进',
  description:
    '外呼以后排好的下一次跟进：due 填 today（今天的）、overdue（逾期的）或 all；说了别的日子填 period。owner 说自己填“我”。普通的跟进待办用 list_follow_ups。',
  permission: 'call.read',
  input: z.strictObject({
    due: maybeChoice('哪些', FOLLOW_DUE, {
      overdue: ['逾期', '过期', '该打没打', '超时'],
      today: ['今天'],
      all: ['全部', '所有', '接下来'],
    }),
    owner: maybeOwner,
    period: maybePeriod('到期时间'),
  }),
  phrases: [
    '外呼后今天要跟进谁',
    '外呼后我要跟进哪些人',
    '外呼之后有哪些跟进逾期了',
    '外呼约好的下次跟进',
    '{owner}的外呼跟进有哪些没做',
    '{period}外呼后要回访谁',
    '外呼的下一步都有哪些',
    '打完电话之后要接着联系谁',
    '电话里约了{period}再打的有谁',
    '外呼逾期没跟的',
    '外呼占线的什么时候再打',
    '外呼跟进待办',
  ],
  answer: async (scope, said) => {
    const now = scope.clock.now();
    const owner = given(said.owner) ? await resolvePerson(scope, given(said.owner)!) : undefined;
    const today = localDay(now);
    const days = comingDays(said.period, now);
    // «今天» is both a day and a choice; another day was meant where one was said.
    const other = days && !(days.from === today && days.to === today) ? days : undefined;
    const due = other ? 'all' : (said.due ?? (days ? 'today' : 'all'));
    const range = other
      ? momentsOf(other)
      : due === 'today'
        ? momentsOf({ from: today, to: today })
        : due === 'overdue'
          ? { from: undefined, to: now }
          : {};
    const within = {
      ...(range.from ? { from: range.from.toISOString() } : {}),
      ...(range.to ? { to: range.to.toISOString() } : {}),
      ...(owner ? { owner_id: owner.id } : {}),
    };
    const { items, total } = await listDueFollows(scope, { page: 1, page_size: MOST_SHOWN, ...within });
    const late = items.filter(({ due_at }) => new Date(due_at) < now).length;
    const what = phrase(
      owner && `${owner.words}负责的`,
      other ? `${dayWords(other, now)}的` : DUE_WORDS[due],
      '外呼跟进',
    );
    const filter = filterPart(scope.actor, '外呼跟进', [owner && `负责人：${owner.name}`, '已排好还没做']);
    if (items.length === 0)
      return answer({ text: `没有${what}。`, parts: filter, suggestions: ['哪些人有意向', '外呼任务的进展'] });
    return answer({
      text: sentences(
        `${what}有 ${total} 个${due !== 'overdue' && late > 0 ? `，其中 ${late} 个已过时间` : ''}：`,
        items
          .slice(0, MOST_NAMED)
          .map((one) => `${one.leads_name}（${formatWhen(one.due_at, now)}，${stepOf(one)}）`)
          .join('、'),
        total > MOST_NAMED ? ' 等。' : '。',
      ),
      parts: [tablePart(FOLLOWS, items, { title: '外呼后的跟进', total }), ...filter],
      suggestions: [due !== 'overdue' && '外呼之后有哪些跟进逾期了', '哪些人有意向'],
    });
  },
});

/** «明天», «11-23 至 11-29». */
function dayWords({ from, to }: { readonly from: string; readonly to: string }, now: Date): string {
  const word = (day: string): string => formatWhen(dayToInstant(day), now).replace(' 00:00', '');
  return from === to ? word(from) : `${word(from)} 至 ${word(to)}`;
}

const stepOf = (one: DueFollow): string =>
  one.is_interested === 'interested' ? '有意向' : NEXT_STEP_WORDS[one.next_step as NextStep].zh;

const FOLLOWS: RowTable<DueFollow> = {
  columns: [
    { key: 'name', label: '姓名', format: 'text', cell: (row) => row.leads_name },
    { key: 'due', label: '时间', format: 'datetime', cell: (row) => row.due_at },
    { key: 'step', label: '下一步', format: 'text', cell: stepOf },
    { key: 'interest', label: '意向', format: 'text', cell: (row) => INTEREST_WORDS[row.is_interested] },
    { key: 'remark', label: '上次通话', format: 'text', cell: (row) => row.remark },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    { key: 'task', label: '外呼任务', format: 'text', cell: (row) => row.task_name },
  ],
  ref: ({ leads_id, leads_name }) => (leads_id ? { entity: 'lead', id: leads_id, label: leads_name } : null),
};

import { z } from 'zod';
import { listInterested } from '../domain/calls/records/interested-calls.ts';
import type { InterestedCall } from '../kernel/contracts/call-findings.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { slot } from '../kernel/slots.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { given, maybePeriod } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { MOST_SHOWN, tablePart, type RowTable } from './present/row-table.ts';
import { shortText } from './present/short-text.ts';
import { namedTask } from './resolve/call-task.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { readTool } from './tool.ts';

const MOST_NAMED = 3;
const QUOTE = 40;

export const listInterestedCalls = readTool({
  name: 'list_interested_calls',
  title: '有意向的人',
  description:
    '外呼里哪些人有意向：每个人附上本人的原话作依据、谁负责、约好的下次时间。task 原样写用户的话或任务名；period 是通话时间。',
  permission: 'call.read',
  input: z.strictObject({
    task: slot('question', '外呼任务', z.string().trim().max(500)).nullish(),
    period: maybePeriod('通话时间'),
  }),
  phrases: [
    '哪些人有兴趣',
    '哪些人有意向',
    '外呼里谁感兴趣',
    '{period}的外呼里哪些人有意向',
    '外呼任务老客户回访里谁有意向',
    '有意向的客户都说了什么',
    '电话里谁说想了解',
    '列出外呼有意向的名单',
    '{period}打电话有哪些人感兴趣',
    '机器人打的电话谁有兴趣',
    '有意向的原话给我看看',
    '外呼筛出来的意向客户',
  ],
  answer: async (scope, said) => {
    const now = scope.clock.now();
    const task = await namedTask(scope, given(said.task));
    const days = pastDays(said.period, now);
    const moments = days && momentsOf(days);
    const { items, total } = await listInterested(scope, {
      page: 1,
      page_size: MOST_SHOWN,
      ...(task ? { task_id: task.id } : {}),
      ...(moments ? { from: moments.from.toISOString(), to: moments.to.toISOString() } : {}),
    });
    const when = days && describeRange(days, now);
    const where = phrase(when && `${when}的`, task ? `外呼任务“${task.task_name}”` : '外呼');
    const filter = filterPart(scope.actor, '外呼', [
      task ? `任务：${task.task_name}` : '全部外呼任务',
      when && `通话时间：${when}`,
    ]);
    if (items.length === 0)
      return answer({
        text: `${where}里还没有判断为有意向的人。`,
        parts: filter,
        suggestions: ['外呼任务的进展', '昨天的外呼效果怎么样'],
      });
    return answer({
      text: sentences(
        `${where}里有 ${total} 人有意向：`,
        items
          .slice(0, MOST_NAMED)
          .map((one) => `${nameOf(one)}${one.evidence ? `说“${shortText(one.evidence, QUOTE)}”` : ''}${next(one, now)}`)
          .join('；'),
        total > MOST_NAMED ? ' 等。' : '。',
      ),
      parts: [tablePart(INTERESTED, items, { title: '有意向的人', total }), ...filter],
      records: items
        .slice(0, MOST_NAMED)
        .flatMap(({ leads_id, leads_name }) =>
          leads_id ? [{ entity: 'lead' as const, id: leads_id, label: leads_name }] : [],
        ),
      suggestions: ['外呼后今天要跟进谁', '昨天的外呼效果怎么样'],
    });
  },
});

const nameOf = (one: InterestedCall): string => (one.company ? `${one.leads_name}（${one.company}）` : one.leads_name);
const next = (one: InterestedCall, now: Date): string =>
  one.next_follow_time ? `，下次 ${formatWhen(one.next_follow_time, now)}` : '';

const INTERESTED: RowTable<InterestedCall> = {
  columns: [
    { key: 'name', label: '姓名', format: 'text', cell: nameOf },
    { key: 'evidence', label: '原话', format: 'text', cell: (row) => row.evidence },
    { key: 'remark', label: '备注', format: 'text', cell: (row) => row.remark },
    { key: 'confidence', label: '把握', format: 'percent', cell: (row) => row.confidence },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    { key: 'next', label: '下次跟进', format: 'datetime', cell: (row) => row.next_follow_time },
    { key: 'task', label: '外呼任务', format: 'text', cell: (row) => row.task_name },
    { key: 'called_at', label: '通话时间', format: 'datetime', cell: (row) => row.called_at },
  ],
  ref: ({ leads_id, leads_name }) => (leads_id ? { entity: 'lead', id: leads_id, label: leads_name } : null),
};

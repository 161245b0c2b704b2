import { z } from 'zod';
import { listTimeline } from '../domain/crm/customers/list-timeline.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { customer, maybePeriod } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { customerRef } from './present/refs.ts';
import { MOST_SHOWN, tablePart } from './present/row-table.ts';
import { TIMELINE_TABLE } from './present/timeline-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { readTool } from './tool.ts';

const MOST_NAMED = 3;

export const customerTimeline = readTool({
  name: 'customer_timeline',
  title: '往来记录',
  description: '一个客户的时间线：跟进、阶段变化、标签、转移等所有发生过的事，最近的在前。',
  permission: 'crm.read',
  input: z.strictObject({ customer, period: maybePeriod() }),
  phrases: [
    '看看{customer}的往来记录',
    '{customer}{period}发生了什么',
    '{customer}的历史记录',
    '我们和{customer}都有哪些来往',
    '{customer}的时间线',
    '把{customer}的来龙去脉理一下',
    '{customer}{period}的往来',
    '{customer}前前后后都聊过什么',
    '回顾一下{customer}的接触过程',
    '{customer}的动态',
    '跟{customer}打交道的经过',
    '跟{customer}以前的往来记录调出来',
  ],
  answer: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const now = scope.clock.now();
    const days = pastDays(said.period, now);
    const when = days ? describeRange(days, now) : '';
    const page = await listTimeline(scope, {
      customer_id: view.id,
      page: 1,
      page_size: MOST_SHOWN,
      ...(days ? momentsOf(days) : {}),
    });
    const filter = filterPart({ dataScope: 'all', teamId: null }, '', [`客户：${view.name}`, when]);
    const latest = page.items
      .slice(0, MOST_NAMED)
      .map((row) => `${formatWhen(row.at, now)} ${row.title}`)
      .join('；');
    return answer({
      text:
        page.total === 0
          ? `${phrase(view.name, when, '没有往来记录')}。`
          : sentences(
              `${phrase(view.name, when, `共有 ${page.total} 条往来记录`)}。`,
              `${page.total > 1 ? '最近的是：' : ''}${latest}。`,
            ),
      parts: [
        ...(page.total > 0 ? [tablePart(TIMELINE_TABLE, page.items, { title: '往来记录', total: page.total })] : []),
        ...filter,
      ],
      records: [customerRef(view)],
      suggestions: [
        `介绍一下${view.name}`,
        page.total === 0 && when ? `看看${view.name}的往来记录` : `${view.name}那边谁拍板`,
        view.next_follow_up_at === null && `明天上午10点提醒我回访${view.name}`,
      ],
    });
  },
});

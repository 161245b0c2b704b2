import { z } from 'zod';
import { listActivities } from '../domain/crm/activities/list-activities.ts';
import { LEAD_STATUS_WORDS } from '../domain/crm/words.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { lead } from './arguments.ts';
import { ACTIVITY_TABLE } from './present/activity-table.ts';
import { answer, sentences } from './present/answer.ts';
import { leadRef } from './present/refs.ts';
import { tablePart } from './present/row-table.ts';
import { resolveLead } from './resolve/lead.ts';
import { readTool } from './tool.ts';

export const getLeadTool = readTool({
  name: 'get_lead',
  title: '线索详情',
  description: '一条线索的负责人、状态、来源、联系方式和最近跟进。',
  permission: 'crm.read',
  input: z.strictObject({ lead }),
  phrases: [
    '{lead}这条线索现在谁在跟',
    '{lead}的线索什么状态',
    '看看线索{lead}',
    '{lead}这个线索的详情',
    '{lead}这条线索是从哪来的',
    '打开{lead}的线索',
    '线索{lead}进展如何',
    '{lead}那条线索跟得怎么样了',
    '介绍一下{lead}这条线索',
    '{lead}这个潜客的情况',
  ],
  answer: async (scope, said) => {
    const view = await resolveLead(scope, said.lead);
    const now = scope.clock.now();
    const done = await listActivities(scope, { page: 1, page_size: 10, lead_id: view.id, status: 'done' });
    const place = [view.region, view.city, view.sector].filter(Boolean).join('、');
    return answer({
      text: sentences(
        `${view.name}${view.company ? `（${view.company}）` : ''}这条线索${view.owner_name ? `由${view.owner_name}跟进` : '还没有分配负责人'}，状态是“${LEAD_STATUS_WORDS[view.status]}”。`,
        `${view.source ? `来源：${view.source}；` : ''}${formatWhen(view.created_at, now)} 新增。`,
        place && `${place}。`,
        view.phone && `电话：${view.phone}。`,
        view.last_activity_at ? `最近一次跟进：${formatWhen(view.last_activity_at, now)}。` : '还没有跟进记录。',
        view.next_follow_up_at && `下次跟进：${formatWhen(view.next_follow_up_at, now)}。`,
        view.description && `备注：${view.description}`,
      ),
      parts: done.total > 0 ? [tablePart(ACTIVITY_TABLE, done.items, { title: '最近跟进', total: done.total })] : [],
      records: [leadRef(view)],
      suggestions: [
        view.owner_id === null && scope.actor.permissions.has('crm.assign') && `把${view.name}这条线索分给我`,
        view.next_follow_up_at === null && view.status !== 'converted' && `提醒我明天上午10点联系线索${view.name}`,
        view.status === 'new' && `把${view.name}这条线索改成已联系`,
        '我的线索',
      ],
    });
  },
});

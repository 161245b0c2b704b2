import { z } from 'zod';
import { listReminders } from '../domain/crm/follow-ups/list-reminders.ts';
import { summariseFollowUps } from '../domain/crm/follow-ups/summarise-follow-ups.ts';
import type { FollowUpSummary, ReminderKind, ReminderView } from '../kernel/contracts/reminders.ts';
import { maybeFlag } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { readTool } from './tool.ts';

const MOST_READ = 50;
const MOST_NAMED = 3;

const KIND_WORDS: Readonly<Record<ReminderKind, string>> = {
  follow_ups: '今日跟进',
  deal_stalled: '商机停滞',
  deal_slipping: '商机延期',
  deal_close_overdue: '过了成交日',
  task_overdue: '交付任务逾期',
  milestone_due: '合同节点到期',
  milestone_overdue: '合同节点逾期',
  issue_overdue: '交付问题超期',
  contract_renewal: '合同续签',
  alert: '客户告警',
  sop: 'SOP 需要人工',
  message: '消息要处理',
};

const REMINDER_TABLE: RowTable<ReminderView> = {
  columns: [
    { key: 'at', label: '时间', format: 'datetime', cell: (row) => row.created_at },
    { key: 'kind', label: '类型', format: 'text', cell: (row) => KIND_WORDS[row.kind] },
    { key: 'title', label: '提醒', format: 'text', cell: (row) => row.title },
    { key: 'state', label: '状态', format: 'text', cell: (row) => (row.read_at ? '已读' : '未读') },
  ],
  ref: () => null,
};

const SUMMARY_TABLE: RowTable<FollowUpSummary> = {
  columns: [
    { key: 'owner', label: '销售', format: 'text', cell: (row) => row.owner_name },
    { key: 'overdue', label: '逾期', format: 'integer', cell: (row) => row.overdue },
    { key: 'due', label: '今天到期', format: 'integer', cell: (row) => row.due },
    { key: 'upcoming', label: '未来 7 天', format: 'integer', cell: (row) => row.upcoming },
    { key: 'deals', label: '没计划的商机', format: 'integer', cell: (row) => row.opportunities_unplanned },
    { key: 'customers', label: '没计划的客户', format: 'integer', cell: (row) => row.customers_unplanned },
  ],
  ref: (row) => ({ entity: 'user', id: row.owner_id, label: row.owner_name }),
};

export const listRemindersTool = readTool({
  name: 'list_reminders',
  title: '提醒',
  description:
    '系统给说话人的提醒（合同续签、交付逾期、商机预警、今日跟进），并汇总逾期、今天到期和没有计划的跟进；主管还能看到每个人的。',
  permission: 'crm.read',
  input: z.strictObject({ unread: maybeFlag('未读', ['未读', '没看', '没读', '新的提醒']) }),
  phrases: [
    '系统给我发了什么提醒',
    '看看提醒',
    '我的提醒',
    '有什么新提醒',
    '未读的提醒有哪些',
    '今天有什么提醒',
    '有没有没看的提醒',
    '最近的提醒消息',
    '我还没看的提醒',
    '给我发了哪些提醒',
  ],
  answer: async (scope, said) => {
    const unread = said.unread === true;
    const { items, total } = await listReminders(scope, {
      page: 1,
      page_size: MOST_READ,
      ...(unread ? { unread: true } : {}),
    });
    const { items: people } = await summariseFollowUps(scope);
    const mine = people.find(({ owner_id: id }) => id === scope.actor.userId);
    const others = people.filter((row) => row !== mine);
    return answer({
      text: sentences(
        total > 0
          ? `您有 ${total} 条${unread ? '未读' : ''}提醒，最近的是：${items
              .slice(0, MOST_NAMED)
              .map(({ title }) => title)
              .join('；')}。`
          : `您没有${unread ? '未读的' : ''}提醒。`,
        mine &&
          `您逾期的跟进 ${mine.overdue} 个，今天到期 ${mine.due} 个，没有计划的商机 ${mine.opportunities_unplanned} 个、客户 ${mine.customers_unplanned} 个。`,
        others[0] && others[0].overdue > 0 && `逾期最多的是${others[0].owner_name}，${others[0].overdue} 个。`,
      ),
      parts: [
        ...(total > 0 ? [tablePart(REMINDER_TABLE, items, { title: '提醒', total })] : []),
        ...(people.length > 0 ? [tablePart(SUMMARY_TABLE, people, { title: '跟进汇总' })] : []),
      ],
      suggestions: ['我今天要跟进谁', '哪些跟进逾期了', '没有跟进计划的商机有哪些'],
    });
  },
});

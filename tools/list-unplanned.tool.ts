import { z } from 'zod';
import { listUnplanned } from '../domain/crm/follow-ups/list-unplanned.ts';
import type { RecordRef } from '../kernel/contracts/chat.ts';
import type { UnplannedView } from '../kernel/contracts/reminders.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { maybeChoice, maybeOwner, maybeTeam } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveWhose } from './resolve/whose.ts';
import { readTool } from './tool.ts';

const MOST_READ = 200;
const MOST_NAMED = 3;
export const UNPLANNED_KINDS = ['customer', 'opportunity'] as const;
const NOUN = { customer: '客户', opportunity: '在谈商机' } as const;

const unplannedRef = ({ kind, id, name, code }: UnplannedView): RecordRef => ({ entity: kind, id, label: name, code });

const UNPLANNED_TABLE: RowTable<UnplannedView> = {
  columns: [
    { key: 'name', label: '名称', format: 'text', cell: (row) => row.name },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'amount', label: '在手金额', format: 'money', cell: (row) => row.amount },
    { key: 'idle', label: '没联系天数', format: 'integer', cell: (row) => row.idle_days },
    { key: 'last', label: '最近跟进', format: 'datetime', cell: (row) => row.last_activity_at },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: unplannedRef,
};

export const listUnplannedTool = readTool({
  name: 'list_unplanned',
  title: '没安排跟进的',
  description:
    '还没有安排下一次跟进的客户（kind=customer）或在谈商机（kind=opportunity），搁置最久的在前。可按负责人、团队看。已安排的待办用 list_follow_ups。',
  permission: 'crm.read',
  input: z.strictObject({
    kind: maybeChoice('对象', UNPLANNED_KINDS, {
      customer: ['客户', '公司'],
      opportunity: ['商机', '单子', '项目', '机会', '生意'],
    }),
    owner: maybeOwner,
    team: maybeTeam,
  }),
  phrases: [
    '{owner}哪些客户还没安排跟进',
    '没有跟进计划的商机有哪些',
    '哪些单子没有下一步',
    '{team}哪些商机没有跟进计划',
    '还没排跟进的客户',
    '没安排后续的单子',
    '{owner}手上没安排跟进的客户',
    '之后没有安排的客户',
    '下一步是空的商机',
    '{owner}有没有没安排后续的商机',
    '{team}没有下次跟进的客户',
    '谁的客户没有跟进计划',
  ],
  answer: async (scope, said) => {
    const { words, conditions, filter } = await resolveWhose(scope, said);
    const kind = said.kind ?? 'customer';
    const { items, total } = await listUnplanned(scope, {
      page: 1,
      page_size: MOST_READ,
      kind,
      with_deals: false,
      ...filter,
    });
    const parts = filterPart(scope.actor, NOUN[kind], [...conditions, '没有安排跟进']);
    if (items.length === 0)
      return answer({
        text: `${words}${NOUN[kind]}都安排了下一次跟进。`,
        parts,
        suggestions: ['哪些跟进逾期了', '我本周有哪些安排'],
      });
    const amount = items.reduce((sum, row) => sum + (row.amount ?? 0), 0);
    return answer({
      text: sentences(
        `${words}${NOUN[kind]}里有 ${total} 个没有安排跟进${amount > 0 && total === items.length ? `，在手金额 ${formatMoney(amount)}` : ''}。`,
        `搁置最久的是${items
          .slice(0, MOST_NAMED)
          .map((row) => `${row.name}（${row.idle_days} 天${row.owner_name ? `，${row.owner_name}` : ''}）`)
          .join('、')}。`,
      ),
      parts: [tablePart(UNPLANNED_TABLE, items, { title: `没安排跟进的${NOUN[kind]}`, total }), ...parts],
      records: items.slice(0, MOST_NAMED).map(unplannedRef),
      suggestions: [
        kind === 'customer' ? '给没安排跟进的客户排上计划' : '给没安排跟进的商机排上计划',
        '哪些跟进逾期了',
        kind === 'customer' ? '没有跟进计划的商机有哪些' : '哪些客户还没安排跟进',
      ],
    });
  },
});

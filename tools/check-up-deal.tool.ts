import { z } from 'zod';
import { checkUpDeal } from '../domain/crm/deal-checks/check-up-deal.ts';
import type { CheckItem } from '../kernel/contracts/deals.ts';
import { maybeCustomer, maybeOpportunity } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { customerLink, opportunityRef } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveOpportunity } from './resolve/opportunity.ts';
import { readTool } from './tool.ts';

const RESULT_WORDS = { ok: '正常', warn: '提醒', bad: '要处理' } as const;

const CHECK_TABLE: RowTable<CheckItem> = {
  columns: [
    { key: 'item', label: '检查项', format: 'text', cell: (row) => row.label },
    { key: 'result', label: '结论', format: 'text', cell: (row) => RESULT_WORDS[row.result] },
    { key: 'reason', label: '依据', format: 'text', cell: (row) => row.reason },
    { key: 'next_step', label: '下一步', format: 'text', cell: (row) => row.next_step },
  ],
  ref: () => null,
};

export const checkUpDealTool = readTool({
  name: 'check_up_deal',
  title: '商机体检',
  description:
    '给一个在谈商机做体检：关键信息是否齐全、推进节奏、有没有见到决策人、预计成交日靠不靠谱、竞争情况，并给出下一步。可以用商机名，也可以用客户名。',
  permission: 'crm.read',
  input: z.strictObject({ opportunity: maybeOpportunity, customer: maybeCustomer }),
  phrases: [
    '给{opportunity}做个体检',
    '体检一下{opportunity}这个商机',
    '{customer}那单体检一下',
    '{opportunity}有什么短板',
    '诊断一下{opportunity}',
    '{opportunity}还缺哪些关键信息',
    '{customer}的单子靠不靠谱',
    '检查一下{opportunity}的健康状况',
    '{opportunity}的成交日期靠谱吗',
    '{opportunity}下一步该做什么',
    '{customer}那个单子哪里有问题',
    '{opportunity}能不能签下来，分析一下',
    '{opportunity}还有哪些没搞清楚',
  ],
  answer: async (scope, said) => {
    const deal = await resolveOpportunity(scope, said);
    const found = await checkUpDeal(scope, { id: deal.id });
    const [first, ...others] = found.items.filter(({ result }) => result === 'bad');
    return answer({
      text: sentences(
        found.summary,
        first && `最要紧的是${[first, ...others].map(({ label, reason }) => `${label}：${reason}`).join('；')}。`,
        found.next_steps.length > 0 &&
          `下一步：${found.next_steps.map((step, index) => `${index + 1}. ${step}`).join('；')}。`,
        found.history_deals > 0
          ? `对照了 ${found.history_deals} 个赢单商机。`
          : '还没有可以对照的赢单商机，时间上只看日期本身。',
      ),
      parts: [tablePart(CHECK_TABLE, found.items, { title: '商机体检' })],
      records: [
        opportunityRef(deal),
        ...(deal.customer_id && deal.customer_name ? [customerLink(deal.customer_id, deal.customer_name)] : []),
      ],
      suggestions: [
        `明天上午10点回访${deal.name}这个商机`,
        deal.customer_name && `${deal.customer_name}的决策链`,
        `${deal.name}这个商机怎么样了`,
      ],
    });
  },
});

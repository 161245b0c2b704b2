import { z } from 'zod';
import { listActivities } from '../domain/crm/activities/list-activities.ts';
import { isOpenStage } from '../domain/crm/stage-table.ts';
import { STAGE_WORDS } from '../domain/crm/words.ts';
import type { OpportunityView } from '../kernel/contracts/crm.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { formatDay, formatWhen } from '../kernel/format/when.ts';
import { localDay } from '../kernel/time-phrases/local-day.ts';
import { opportunity } from './arguments.ts';
import { ACTIVITY_TABLE } from './present/activity-table.ts';
import { answer, sentences } from './present/answer.ts';
import { customerLink, opportunityRef } from './present/refs.ts';
import { tablePart } from './present/row-table.ts';
import { resolveOpportunity } from './resolve/opportunity.ts';
import { readTool } from './tool.ts';

export const getOpportunityTool = readTool({
  name: 'get_opportunity',
  title: '商机详情',
  description: '一个商机的阶段、金额、成交概率、预计成交日、负责人和最近跟进。',
  permission: 'crm.read',
  input: z.strictObject({ opportunity }),
  phrases: [
    '{opportunity}这个商机怎么样了',
    '看看{opportunity}的详情',
    '{opportunity}现在到哪一步了',
    '{opportunity}这单什么进展',
    '打开商机{opportunity}',
    '{opportunity}的金额是多少',
    '介绍一下{opportunity}这个项目',
    '{opportunity}谁在负责',
    '{opportunity}预计什么时候签',
    '{opportunity}的情况',
  ],
  answer: async (scope, said) => {
    const view = await resolveOpportunity(scope, said);
    const now = scope.clock.now();
    const done = await listActivities(scope, { page: 1, page_size: 10, opportunity_id: view.id, status: 'done' });
    const open = isOpenStage(view.stage);
    return answer({
      text: sentences(
        `${view.name}${view.customer_name ? `（${view.customer_name}）` : ''}${open ? '在' : '已'}“${STAGE_WORDS[view.stage]}”${open ? '阶段' : ''}，`,
        `${view.amount === null ? '金额还没填' : `金额 ${formatMoney(view.amount)}`}${open ? `，成交概率 ${view.probability}%` : ''}，`,
        `${view.owner_name ? `由${view.owner_name}负责` : '还没有负责人'}。`,
        endOf(view, now),
        view.lost_reason && `输单原因：${view.lost_reason}。`,
        view.product_name && `产品：${view.product_name}。`,
        view.last_activity_at ? `最近一次跟进：${formatWhen(view.last_activity_at, now)}。` : '还没有跟进记录。',
      ),
      parts: done.total > 0 ? [tablePart(ACTIVITY_TABLE, done.items, { title: '最近跟进', total: done.total })] : [],
      records: [
        opportunityRef(view),
        ...(view.customer_id && view.customer_name ? [customerLink(view.customer_id, view.customer_name)] : []),
      ],
      suggestions: [
        view.customer_name && `看看${view.customer_name}的往来记录`,
        open && `明天上午10点回访${view.name}这个商机`,
        view.customer_name && `${view.customer_name}那边谁拍板`,
      ],
    });
  },
});

/** When it closed, or is expected to; an expected day that has passed says so. */
function endOf(view: OpportunityView, now: Date): string {
  if (view.closed_on) return `${formatDay(view.closed_on, now)} 结束。`;
  if (!view.expected_close) return '预计成交日还没填。';
  const late = view.expected_close < localDay(now);
  return `预计 ${formatDay(view.expected_close, now)} 成交${late ? '，已经过期，请更新' : ''}。`;
}

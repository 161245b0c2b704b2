import { z } from 'zod';
import { listDealWarnings } from '../domain/crm/deal-warnings/list-deal-warnings.ts';
import { WARNING_TABLE } from '../domain/crm/deal-warnings/warning-table.ts';
import { STAGE_WORDS } from '../domain/crm/words.ts';
import type { RecordRef } from '../kernel/contracts/chat.ts';
import { WARNING_KINDS } from '../kernel/contracts/crm.ts';
import type { DealWarningView } from '../kernel/contracts/deals.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { maybeChoice, maybeOwner, maybeRegion, maybeTeam } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveWhose } from './resolve/whose.ts';
import { readTool } from './tool.ts';

const MOST_READ = 500;

const warningRef = (row: DealWarningView): RecordRef => ({
  entity: 'opportunity',
  id: row.opportunity_id,
  label: row.opportunity_name,
  code: row.opportunity_code,
  at: row.raised_at,
});

const WARNINGS: RowTable<DealWarningView> = {
  columns: [
    { key: 'name', label: '商机', format: 'text', cell: (row) => row.opportunity_name },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'kind', label: '预警', format: 'text', cell: (row) => WARNING_TABLE[row.kind].label },
    { key: 'message', label: '原因', format: 'text', cell: (row) => row.message },
    { key: 'stage', label: '阶段', format: 'text', cell: (row) => STAGE_WORDS[row.stage] },
    { key: 'amount', label: '金额', format: 'money', cell: (row) => row.amount },
    { key: 'close', label: '预计成交日', format: 'date', cell: (row) => row.expected_close },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: warningRef,
};

export const listDealWarningsTool = readTool({
  name: 'list_deal_warnings',
  title: '商机预警',
  description:
    '系统对在谈商机的预警：close_overdue 过了预计成交日还没结果、slipping 成交日一再延期、stalled 停滞超过阶段期限。可按负责人、团队、区域看。按天数问“多少天没动”用 list_stale_opportunities。',
  permission: 'crm.read',
  input: z.strictObject({
    kind: maybeChoice('预警', WARNING_KINDS, {
      close_overdue: ['过期', '过了', '逾期', '该签没签', '超期', '到期没签', '过了成交日', '已过预计'],
      slipping: ['延期', '推迟', '往后拖', '往后推', '一推再推', '一拖再拖', '老拖', '改期', '滑单'],
      stalled: ['停滞预警', '停滞的预警'],
    }),
    owner: maybeOwner,
    team: maybeTeam,
    region: maybeRegion,
  }),
  phrases: [
    '有预警的商机',
    '{owner}有哪些有预警的单子',
    '{team}的商机预警',
    '哪些单子过了预计成交日还没签',
    '{owner}哪些商机过了成交日期还没结果',
    '{team}过期未成交的商机',
    '一再延期的商机有哪些',
    '{owner}手上老是往后拖的单子',
    '{region}成交日期一推再推的单子',
    '该签没签的单子',
    '商机里有没有亮红灯的',
    '{team}有没有延期的单子',
    '哪些单子要滑单了',
    '看一下商机预警',
  ],
  answer: async (scope, said) => {
    const { words, conditions, filter, person } = await resolveWhose(scope, said);
    const { items, total } = await listDealWarnings(scope, {
      page: 1,
      page_size: MOST_READ,
      resolved: false,
      ...(said.kind ? { kind: said.kind } : {}),
      ...filter,
    });
    const noun = said.kind ? `“${WARNING_TABLE[said.kind].label}”的` : '有预警的';
    const parts = filterPart(scope.actor, '商机', [
      ...conditions,
      said.kind ? `预警：${WARNING_TABLE[said.kind].label}` : '未解除的预警',
    ]);
    const [first] = items.toSorted((a, b) => (b.amount ?? 0) - (a.amount ?? 0));
    if (!first)
      return answer({
        text: `${words}没有${noun}商机。`,
        parts,
        suggestions: ['哪些商机超过30天没动', '有预警的商机', '本月预计能签的单子'],
      });
    const deals = new Map(items.map((row) => [row.opportunity_id, row.amount ?? 0]));
    const amount = [...deals.values()].reduce((sum, value) => sum + value, 0);
    return answer({
      text: sentences(
        `${words}有 ${deals.size} 个${noun}商机${total === items.length ? `，合计 ${formatMoney(amount)}` : ''}`,
        said.kind || total === deals.size ? '。' : `，共 ${total} 条预警：${byKind(items)}。`,
        `金额最大的是${first.opportunity_name}${first.customer_name ? `（${first.customer_name}）` : ''}，${first.message}${first.owner_name && !person ? `，负责人${first.owner_name}` : ''}。`,
      ),
      parts: [tablePart(WARNINGS, items, { title: '商机预警', total }), ...parts],
      records: [warningRef(first)],
      suggestions: [
        `给${first.opportunity_name}做个体检`,
        `明天上午10点回访${first.opportunity_name}这个商机`,
        first.customer_name && `看看${first.customer_name}的往来记录`,
      ],
    });
  },
});

function byKind(items: readonly DealWarningView[]): string {
  return WARNING_KINDS.map((kind) => ({ kind, count: items.filter((row) => row.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${WARNING_TABLE[kind].label} ${count} 条`)
    .join('、');
}

import { z } from 'zod';
import { listContracts } from '../domain/crm/contracts/list-contracts.ts';
import { CONTRACT_STATUS_WORDS } from '../domain/crm/orders/order-words.ts';
import type { ContractView } from '../kernel/contracts/orders.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { formatDay } from '../kernel/format/when.ts';
import { addDays } from '../kernel/time-phrases/calendar.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { localDay } from '../kernel/time-phrases/local-day.ts';
import { given, maybeCustomer, maybeFlag, maybeOwner, maybePeriod, maybeTeam } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { customerLink } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { comingDays } from './resolve/period.ts';
import { resolveWhose } from './resolve/whose.ts';
import { readTool } from './tool.ts';

const MOST_READ = 200;
const MOST_NAMED = 3;
/** How far ahead «soon» looks. */
const SOON_DAYS = 90;

const CONTRACT_TABLE: RowTable<ContractView> = {
  columns: [
    { key: 'name', label: '合同', format: 'text', cell: (row) => row.name },
    { key: 'code', label: '编号', format: 'text', cell: (row) => row.number ?? row.code },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'amount', label: '金额', format: 'money', cell: (row) => row.amount },
    { key: 'paid', label: '已回款', format: 'money', cell: (row) => row.paid_amount },
    { key: 'overdue', label: '逾期未付', format: 'money', cell: (row) => row.overdue_amount },
    { key: 'ends_on', label: '到期日', format: 'date', cell: (row) => row.ends_on },
    { key: 'renewal', label: '续签', format: 'text', cell: (row) => (row.auto_renew ? '自动续签' : row.renewal_on) },
    { key: 'status', label: '状态', format: 'text', cell: (row) => CONTRACT_STATUS_WORDS[row.status] },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: (row) => customerLink(row.customer_id, row.customer_name),
};

export const listContractsTool = readTool({
  name: 'list_contracts',
  title: '合同与续签',
  description:
    '合同清单：金额、回款、到期日、续签。问快到期、该续签的合同时 ending=true，due 是到期的时间（不说时间看未来 90 天）。可按客户、负责人、团队看。',
  permission: 'crm.read',
  input: z.strictObject({
    customer: maybeCustomer,
    ending: maybeFlag('到期或续签', ['到期', '续签', '续约', '续费', '快结束']),
    due: maybePeriod('到期时间'),
    owner: maybeOwner,
    team: maybeTeam,
  }),
  phrases: [
    '{customer}的合同',
    '{customer}一共签了哪些合同',
    '{customer}的合同什么时候到期',
    '快到期的合同有哪些',
    '{owner}有哪些合同快到期了',
    '{due}到期的合同',
    '{team}{due}到期的合同有哪些',
    '{due}有哪些合同要续签',
    '该续签的合同列一下',
    '{due}要续约的合同',
    '{owner}负责的合同',
    '{team}的合同清单',
    '{customer}续签谈到哪了，合同看一下',
  ],
  answer: async (scope, said) => {
    const now = scope.clock.now();
    const today = localDay(now);
    const asked = comingDays(said.due, now);
    const ends =
      asked ?? (said.ending && !given(said.customer) ? { from: today, to: addDays(today, SOON_DAYS) } : undefined);
    const client = given(said.customer) ? await resolveCustomer(scope, given(said.customer) ?? '') : undefined;
    const { words, conditions, filter } = await resolveWhose(scope, said);
    const { items, total } = await listContracts(scope, {
      page: 1,
      page_size: MOST_READ,
      sort: ends || said.ending ? 'ends_on' : '-signed_on',
      ...(client ? { customer_id: client.id } : {}),
      ...(ends ? { ends } : {}),
      ...filter,
    });
    const when = ends && (asked ? describeRange(asked, now) : `未来 ${SOON_DAYS} 天`);
    const parts = filterPart(scope.actor, '客户和您负责的合同', [
      client && `客户：${client.name}`,
      ...conditions,
      when && `执行中，${when}到期`,
    ]);
    const subject = phrase(client && `${client.name}的`, words, when, when ? '到期的合同' : '合同');
    if (items.length === 0)
      return answer({
        text: `没有${subject}。`,
        parts,
        suggestions: [client ? `${client.name}的订单` : '快到期的合同有哪些', '年底前有哪些合同要续签'],
      });
    const amount = items.reduce((sum, row) => sum + row.amount, 0);
    const owed = items.reduce((sum, row) => sum + row.overdue_amount, 0);
    const [first] = items;
    return answer({
      text: sentences(
        `${subject}有 ${total} 份${total === items.length ? `，合计 ${formatMoney(amount)}` : ''}：`,
        items
          .slice(0, MOST_NAMED)
          .map((row) => describe(row, now, !client))
          .join('、'),
        total > MOST_NAMED ? '等。' : '。',
        owed > 0 && `逾期未付的款项共 ${formatMoney(owed)}。`,
      ),
      parts: [tablePart(CONTRACT_TABLE, items, { title: '合同', total }), ...parts],
      records: items.slice(0, MOST_NAMED).map((row) => customerLink(row.customer_id, row.customer_name)),
      suggestions: [
        first && `明天上午10点回访${first.customer_name}`,
        first && `${first.customer_name}的健康度是多少`,
        ends ? '该续签的合同列一下' : first && `${first.customer_name}的订单`,
      ],
    });
  },
});

/** «年度服务合同（华星科技，¥120,000，12-31 到期，已逾期未付 …）» */
function describe(row: ContractView, now: Date, named: boolean): string {
  const end = row.ends_on ? phrase(formatDay(row.ends_on, now), '到期') : '没有到期日';
  const hints = [
    named && row.customer_name,
    formatMoney(row.amount),
    row.status === 'active' || row.status === 'expired' ? end : CONTRACT_STATUS_WORDS[row.status],
    row.auto_renew && '自动续签',
  ].filter(Boolean);
  return `${row.name}（${hints.join('，')}）`;
}

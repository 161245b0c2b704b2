import { z } from 'zod';
import { listOrders } from '../domain/crm/orders/list-orders.ts';
import { ORDER_STATUS_WORDS } from '../domain/crm/orders/order-words.ts';
import { ORDER_STATUSES, type OrderView } from '../kernel/contracts/orders.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { formatDay } from '../kernel/format/when.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { given, maybeChoice, maybeCustomer, maybeOwner, maybePeriod, maybeTeam } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { customerLink } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { pastDays } from './resolve/period.ts';
import { resolveWhose } from './resolve/whose.ts';
import { readTool } from './tool.ts';

const MOST_READ = 200;
const MOST_NAMED = 3;

const ORDER_TABLE: RowTable<OrderView> = {
  columns: [
    { key: 'name', label: '订单', format: 'text', cell: (row) => row.name },
    { key: 'code', label: '编号', format: 'text', cell: (row) => row.number ?? row.code },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'amount', label: '金额', format: 'money', cell: (row) => row.amount },
    { key: 'ordered_on', label: '下单日期', format: 'date', cell: (row) => row.ordered_on },
    { key: 'status', label: '状态', format: 'text', cell: (row) => ORDER_STATUS_WORDS[row.status] },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: (row) => customerLink(row.customer_id, row.customer_name),
};

export const listOrdersTool = readTool({
  name: 'list_orders',
  title: '订单',
  description:
    '已经下的订单：金额、下单日期、状态。status：confirmed 已确认、delivering 交付中、completed 已完成、cancelled 已取消。可按客户、负责人、团队、下单时间看。',
  permission: 'crm.read',
  input: z.strictObject({
    customer: maybeCustomer,
    owner: maybeOwner,
    team: maybeTeam,
    period: maybePeriod('下单时间'),
    status: maybeChoice('订单状态', ORDER_STATUSES, {
      confirmed: ['已确认', '还没交付', '未交付', '待交付'],
      delivering: ['交付中', '还在交付', '正在交付', '在交付'],
      completed: ['已完成', '已交付', '交付完', '做完了'],
      cancelled: ['取消', '作废', '退单'],
    }),
  }),
  phrases: [
    '{customer}的订单',
    '{customer}下过什么订单',
    '{customer}最近一笔订单是什么时候',
    '{owner}{period}的订单',
    '{team}{period}的订单',
    '{period}下单的有哪些',
    '{period}的订单列出来',
    '交付中的订单有哪些',
    '{owner}名下交付中的订单',
    '{owner}已完成的订单',
    '{period}取消的订单',
    '还没交付的订单',
    '订单清单',
  ],
  answer: async (scope, said) => {
    const now = scope.clock.now();
    const days = pastDays(said.period, now);
    const client = given(said.customer) ? await resolveCustomer(scope, given(said.customer) ?? '') : undefined;
    const { words, conditions, filter } = await resolveWhose(scope, said);
    const { items, total } = await listOrders(scope, {
      page: 1,
      page_size: MOST_READ,
      sort: '-ordered_on',
      ...(client ? { customer_id: client.id } : {}),
      ...(said.status ? { status: said.status } : {}),
      ...(days ? { ordered_from: days.from, ordered_to: days.to } : {}),
      ...filter,
    });
    const status = said.status && ORDER_STATUS_WORDS[said.status];
    const when = days && describeRange(days, now);
    const parts = filterPart(scope.actor, '客户和您负责的订单', [
      client && `客户：${client.name}`,
      ...conditions,
      when && `下单：${when}`,
      status && `状态：${status}`,
    ]);
    const subject = phrase(
      client && `${client.name}的`,
      words,
      when && phrase(when, '下的'),
      `${status ? `${status}的` : ''}订单`,
    );
    const [first] = items;
    if (!first)
      return answer({
        text: `没有${subject}。`,
        parts,
        suggestions: [client ? `${client.name}的合同` : '交付中的订单有哪些', '本月预计能签的单子'],
      });
    const amount = items.reduce((sum, row) => sum + row.amount, 0);
    return answer({
      text: sentences(
        `${subject}有 ${total} 个${total === items.length ? `，合计 ${formatMoney(amount)}` : ''}。`,
        `最近的是${items
          .slice(0, MOST_NAMED)
          .map((row) => describe(row, now, !client))
          .join('、')}。`,
      ),
      parts: [tablePart(ORDER_TABLE, items, { title: '订单', total }), ...parts],
      records: items.slice(0, MOST_NAMED).map((row) => customerLink(row.customer_id, row.customer_name)),
      suggestions: [
        `${first.customer_name}交付到哪一步了`,
        `${first.customer_name}的合同`,
        `${first.customer_name}的客户价值`,
      ],
    });
  },
});

/** «云表采购（华星科技，¥600,000，11-18 下单，交付中）» */
function describe(row: OrderView, now: Date, named: boolean): string {
  const hints = [
    named && row.customer_name,
    formatMoney(row.amount),
    phrase(formatDay(row.ordered_on, now), '下单'),
    ORDER_STATUS_WORDS[row.status],
  ].filter(Boolean);
  return `${row.name}（${hints.join('，')}）`;
}

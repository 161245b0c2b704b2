import { z } from 'zod';
import { createIssue } from '../domain/crm/delivery/issues/create-issue.ts';
import { SEVERITY_TABLE } from '../domain/crm/delivery/issues/issue-table.ts';
import { listOrders } from '../domain/crm/orders/list-orders.ts';
import { ORDER_STATUS_WORDS } from '../domain/crm/orders/order-words.ts';
import { ISSUE_SEVERITIES, type IssueSeverity } from '../kernel/contracts/delivery.ts';
import type { OrderView } from '../kernel/contracts/orders.ts';
import { localDay } from '../kernel/time-phrases/local-day.ts';
import { moveWorkdays } from '../kernel/time-phrases/workdays.ts';
import { choice, slot } from '../kernel/slots.ts';
import { customer, given, maybeChoice } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { optionsOf } from './present/options.ts';
import { customerLink } from './present/refs.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { writeTool } from './tool.ts';

const MOST_READ = 50;
const SEVERITY_WORDS = Object.fromEntries(
  ISSUE_SEVERITIES.map((severity) => [severity, SEVERITY_TABLE[severity].label]),
) as Record<IssueSeverity, string>;

interface Plan {
  readonly order_id: string;
  readonly title: string;
  readonly severity: IssueSeverity;
  readonly due_on: string;
}

export const openDeliveryIssue = writeTool({
  name: 'open_delivery_issue',
  title: '登记交付问题',
  description:
    '给一个客户正在交付的订单登记问题：title 写问题本身，severity 程度：critical 紧急、high 严重、medium 一般（默认）、low 轻微；期限按程度定。',
  permission: 'crm.write',
  input: z.strictObject({
    customer,
    title: slot('free_text', '问题', z.string().trim().min(2).max(200), [
      '交付问题',
      '交付问题单',
      '出问题了',
      '出了问题',
      '有问题',
      '有个问题',
      '紧急问题',
      '严重问题',
    ]),
    severity: maybeChoice('程度', ISSUE_SEVERITIES, {
      critical: ['紧急', '宕机', '火急', '非常急'],
      high: ['严重', '很重'],
      low: ['轻微', '小问题', '不急'],
    }),
    /** Which order; only the card asks for it. */
    order: choice('订单', z.string().trim().max(40), {}).nullish(),
  }),
  phrases: [
    '给{customer}记一个交付问题：{title}',
    '登记一个交付问题，{customer}{title}',
    '有个交付问题要报，{customer}的{title}',
    '{customer}的交付出了问题，{title}',
    '给{customer}提交付问题：{title}',
    '{customer}的交付问题：{title}',
    '给{customer}建一个交付问题，{title}',
    '{customer}的交付有个紧急问题，{title}',
    '{customer}实施上有个问题：{title}',
    '{customer}的订单有严重问题，{title}',
  ],
  propose: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const { items } = await listOrders(scope, {
      page: 1,
      page_size: MOST_READ,
      customer_id: view.id,
      sort: '-ordered_on',
    });
    const open = items.filter(({ status }) => status === 'confirmed' || status === 'delivering').toSorted(byProgress);
    const wanted = given(said.order);
    const order = wanted ? open.find(({ code }) => code === wanted) : open[0];
    if (!order) throw toolError('tools.no_open_order', { details: { name: view.name } });
    const severity = said.severity ?? 'medium';
    const due = moveWorkdays(localDay(scope.clock.now()), SEVERITY_TABLE[severity].days);
    return {
      title: '登记交付问题',
      summary: `给${view.name}的订单“${order.name}”（${order.code}）登记交付问题：${said.title}。`,
      changes: newRecord('delivery_issue', view.name, {
        问题: said.title,
        程度: SEVERITY_WORDS[severity],
        订单: `${order.name}（${order.code}，${ORDER_STATUS_WORDS[order.status]}）`,
        负责人: order.owner_name,
        期限: due,
      }),
      fields: [
        { name: 'title', label: '问题', kind: 'long_text', value: said.title },
        {
          name: 'severity',
          label: '程度',
          kind: 'select',
          value: severity,
          options: optionsOf(ISSUE_SEVERITIES, SEVERITY_WORDS),
        },
        {
          name: 'order',
          label: '订单',
          kind: 'select',
          value: order.code,
          options: open.map(({ code, name }) => ({ value: code, label: `${name}（${code}）` })),
        },
      ],
      refs: [customerLink(view.id, view.name)],
      // The order may go on while the card waits: a problem of it stays a problem.
      snapshot: {},
      settled: { order: order.code },
      plan: { order_id: order.id, title: said.title, severity, due_on: due } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const issue = await createIssue(scope, plan);
    return answer({
      text: `已登记交付问题 ${issue.code}：${issue.title}，${issue.owner_name ? `由${issue.owner_name}负责，` : ''}期限 ${issue.due_on}。`,
      parts: [],
      records: [customerLink(issue.customer_id, issue.customer_name)],
      suggestions: [`${issue.customer_name}交付到哪一步了`, '未解决的交付问题有哪些'],
    });
  },
});

/** What is being delivered first, the latest order first. */
function byProgress(a: OrderView, b: OrderView): number {
  const delivering = (order: OrderView): number => (order.status === 'delivering' ? 0 : 1);
  return delivering(a) - delivering(b) || b.ordered_on.localeCompare(a.ordered_on);
}

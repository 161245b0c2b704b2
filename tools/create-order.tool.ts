import { z } from 'zod';
import { findTemplate } from '../domain/crm/delivery/find-template.ts';
import { listOpportunities } from '../domain/crm/opportunities/list-opportunities.ts';
import { orderError } from '../domain/crm/orders/errors.ts';
import { listOrders } from '../domain/crm/orders/list-orders.ts';
import { orderFromDeal } from '../domain/crm/orders/order-from-deal.ts';
import type { OpportunityView } from '../kernel/contracts/crm.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { slot } from '../kernel/slots.ts';
import { localDay } from '../kernel/time-phrases/local-day.ts';
import { given, maybeCustomer, maybeOpportunity } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, sentences } from './present/answer.ts';
import { newRecord, versionOf } from './present/change.ts';
import { customerLink, opportunityRef } from './present/refs.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { resolveOpportunity } from './resolve/opportunity.ts';
import { writeTool, type ToolScope } from './tool.ts';

const MOST_OPTIONS = 8;

interface Plan {
  readonly id: string;
  readonly amount?: number;
}

export const createOrderTool = writeTool({
  name: 'create_order',
  title: '生成订单',
  description: '把赢单的商机生成订单，带上产品、金额和交付计划。可以用商机名，也可以用客户名；金额不说就用商机的金额。',
  permission: 'crm.write',
  input: z.strictObject({
    opportunity: maybeOpportunity,
    customer: maybeCustomer,
    amount: slot('money', '金额', z.number().min(0).max(1e12)).nullish(),
  }),
  phrases: [
    '{opportunity}生成订单',
    '给{opportunity}建个订单',
    '把{opportunity}转成订单',
    '{opportunity}下订单',
    '把{customer}那单转成订单',
    '给{customer}赢下的单子开订单',
    '{opportunity}签了，生成订单',
    '{customer}的单子赢了，建订单',
    '{opportunity}录个订单，金额{amount}',
    '{opportunity}开个订单，{amount}',
    '为{opportunity}创建订单',
  ],
  propose: async (scope, said) => {
    const deal = await wonDeal(scope, said);
    const [known] = (await listOrders(scope, { page: 1, page_size: 1, opportunity_id: deal.id })).items;
    if (known)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `“${deal.name}”已经有订单 ${known.code}（${formatMoney(known.amount)}）了` },
      });
    if (deal.stage !== 'won') throw orderError('crm.order_needs_won', { details: { name: deal.name } });
    if (!deal.customer_id) throw orderError('crm.order_needs_customer', { details: { name: deal.name } });
    const amount = said.amount ?? deal.amount;
    if (amount === null) throw orderError('crm.order_needs_amount');
    const template = await findTemplate(scope, undefined);
    return {
      title: '生成订单',
      summary: `为“${deal.name}”${deal.customer_name ? `（${deal.customer_name}）` : ''}生成订单，金额 ${formatMoney(amount)}${template ? `，同时按“${template.name}”排交付计划` : ''}。`,
      changes: newRecord('order', deal.name, {
        客户: deal.customer_name,
        金额: formatMoney(amount),
        下单日期: deal.closed_on ?? localDay(scope.clock.now()),
        负责人: deal.owner_name,
        交付计划: template ? `${template.name}，${template.tasks.length} 项任务` : undefined,
      }),
      fields: [{ name: 'amount', label: '金额（元）', kind: 'number', value: amount }],
      refs: [opportunityRef(deal)],
      snapshot: versionOf('opportunity', deal),
      plan: {
        id: deal.id,
        ...(said.amount === null || said.amount === undefined ? {} : { amount: said.amount }),
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const order = await orderFromDeal(scope, plan);
    return answer({
      text: sentences(
        `已生成订单 ${order.code}：${order.name}，${formatMoney(order.amount)}。`,
        order.plan_id && '交付计划也排好了。',
      ),
      parts: [],
      records: [customerLink(order.customer_id, order.customer_name)],
      suggestions: [`${order.customer_name}交付到哪一步了`, `${order.customer_name}的订单`],
    });
  },
});

/** A deal by its name; by its customer the won one that has no order yet. */
async function wonDeal(
  scope: ToolScope,
  said: { readonly opportunity?: string | null | undefined; readonly customer?: string | null | undefined },
): Promise<OpportunityView> {
  const [name, company] = [given(said.opportunity), given(said.customer)];
  if (name || !company) return await resolveOpportunity(scope, said);
  const customer = await resolveCustomer(scope, company);
  const won = await listOpportunities(scope, {
    page: 1,
    page_size: MOST_OPTIONS,
    customer_id: customer.id,
    stage: 'won',
    sort: '-closed_on',
  });
  const ordered = new Set(
    (await listOrders(scope, { page: 1, page_size: 200, customer_id: customer.id })).items.map(
      ({ opportunity_id: id }) => id,
    ),
  );
  const waiting = won.items.filter(({ id }) => !ordered.has(id));
  const [only] = waiting;
  if (!only) return won.items[0] ?? (await resolveOpportunity(scope, { customer: company }));
  if (waiting.length === 1) return only;
  const options = waiting.map((deal) => ({
    label: `${deal.name}（${deal.code}，${deal.amount === null ? '金额未填' : formatMoney(deal.amount)}）`,
    value: deal.code,
  }));
  throw toolError('tools.ambiguous', {
    details: { name: customer.name, label: '赢单商机', count: waiting.length, options },
  });
}

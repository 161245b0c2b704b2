import type { InferEntity } from '@mikro-orm/core';
import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { OpportunityLine } from '../../../db/entities/crm/opportunity-line.entity.ts';
import { Product } from '../../../db/entities/crm/product.entity.ts';
import { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import type { OrderDetail, OrderFromDeal } from '../../../kernel/contracts/orders.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { TellScope, WriteScope } from '../crm-scope.ts';
import { planDelivery } from '../delivery/plan-delivery.ts';
import { findTemplate } from '../delivery/find-template.ts';
import { lockRow } from '../lock-row.ts';
import { sumAmounts } from '../opportunities/lines/line-amount.ts';
import type { PricedLine } from '../opportunities/lines/price-lines.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { orderError } from './errors.ts';
import { insertOrder } from './insert-order.ts';
import { readOrder } from './order-view.ts';

type Deal = InferEntity<typeof Opportunity>;

/**
 * Makes the order of a won deal, with its lines, amount and owner, and plans its delivery. A deal has one order: asked again,
 * by whomever and however often, it answers the one that is there and changes nothing. The deal's row is the lock.
 *
 * @throws AppError `crm.opportunity_not_found`, `crm.order_needs_won`, `crm.order_needs_customer`, `crm.order_needs_amount`,
 *   `crm.template_not_found`, `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.duplicate_number`,
 *   `crm.duplicate_external_id`
 */
export async function orderFromDeal(
  outer: TellScope,
  input: OrderFromDeal & { readonly id: string },
): Promise<OrderDetail> {
  return await inTransaction(outer, async (scope) => {
    const deal = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found');
    const known = await scope.em.findOne(SalesOrder, { opportunity: deal.id });
    if (known) return await readOrder(scope, known.id);
    if (deal.stage !== 'won') throw orderError('crm.order_needs_won', { details: { name: deal.name } });
    if (!deal.customer) throw orderError('crm.order_needs_customer', { details: { name: deal.name } });
    const lines = await linesOf(scope, deal);
    const amount = input.amount ?? deal.amount ?? (lines.length > 0 ? sumAmounts(lines.map((l) => l.amount)) : null);
    if (amount === null) throw orderError('crm.order_needs_amount');
    const template = await findTemplate(scope, input.template_id);
    const ownership =
      input.owner_id === undefined
        ? { owner: deal.owner ?? null, team: deal.team ?? null }
        : await resolveOwner(scope, input.owner_id);
    const order = await insertOrder(
      scope,
      {
        name: input.name ?? deal.name,
        number: input.number,
        customer_id: deal.customer,
        opportunity_id: deal.id,
        amount,
        ordered_on: input.ordered_on ?? deal.closedOn ?? undefined,
        note: input.note,
        external_id: input.external_id,
      },
      lines,
      ownership,
    );
    if (template) await planDelivery(scope, order, template, undefined);
    await scope.em.flush();
    return await readOrder(scope, order.id);
  });
}

/** The deal's lines; without any, its product for the whole amount. */
async function linesOf(scope: WriteScope, deal: Deal): Promise<PricedLine[]> {
  const rows = await scope.em.find(OpportunityLine, { opportunity: deal.id }, { orderBy: { position: 'asc' } });
  if (rows.length > 0)
    return rows.map((row) => ({
      product_id: row.product ?? null,
      name: row.name,
      quantity: row.quantity,
      unit_price: row.unitPrice,
      discount: row.discount,
      amount: row.amount,
    }));
  const product = deal.product ? await scope.em.findOne(Product, { id: deal.product }) : null;
  if (!product) return [];
  const amount = deal.amount ?? product.listPrice ?? 0;
  return [{ product_id: product.id, name: product.name, quantity: 1, unit_price: amount, discount: 0, amount }];
}

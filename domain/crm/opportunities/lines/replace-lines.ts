import { Opportunity } from '../../../../db/entities/crm/opportunity.entity.ts';
import { OpportunityLine } from '../../../../db/entities/crm/opportunity-line.entity.ts';
import type { LineList, ReplaceLines } from '../../../../kernel/contracts/deals.ts';
import { formatMoney } from '../../../../kernel/format/money.ts';
import { newId } from '../../../../kernel/ids.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { appendTimeline } from '../../append-timeline.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { lockRow } from '../../lock-row.ts';
import { recordChange } from '../../record-change.ts';
import { listLines } from './list-lines.ts';
import { priceLines, type PricedLine } from './price-lines.ts';

/**
 * Writes the lines of a deal anew, all of them; with `update_amount` their total becomes its amount. The version of the deal
 * moves, so that two people who edit its lines do not undo each other's work.
 *
 * @throws AppError `crm.opportunity_not_found`, `crm.stale_version`, `crm.product_not_found`, `crm.line_amount_too_large`
 */
export async function replaceLines(
  outer: WriteScope,
  input: ReplaceLines & { readonly id: string },
): Promise<LineList> {
  return await inTransaction(outer, async (scope) => {
    const deal = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found', input.version);
    const { lines, total } = await priceLines(scope, input.lines);
    const before = await listLines(scope, deal);
    await scope.em.nativeDelete(OpportunityLine, { opportunity: deal.id });
    for (const [index, line] of lines.entries())
      scope.em.create(OpportunityLine, { opportunity: deal.id, ...lineRow(line, index + 1) });
    const amount = deal.amount ?? null;
    if (input.update_amount) deal.amount = total;
    deal.updatedAt = scope.clock.now();
    appendTimeline(scope, {
      customerId: deal.customer,
      kind: 'opportunity.lines_changed',
      about: `${deal.name}（${lines.length} 项，合计 ${formatMoney(total)}）`,
      entity: 'opportunity',
      entityId: deal.id,
    });
    recordChange(scope, {
      entity: 'opportunity',
      id: deal.id,
      change: 'updated',
      verb: 'lines_changed',
      before: { lines: before.items.map(({ id: _id, ...line }) => line), amount },
      after: { lines, amount: deal.amount ?? null },
    });
    await scope.em.flush();
    return await listLines(scope, deal);
  });
}

/** The columns of a line of a deal or of an order. */
export function lineRow(line: PricedLine, position: number) {
  return {
    id: newId(),
    position,
    product: line.product_id,
    name: line.name,
    quantity: line.quantity,
    unitPrice: line.unit_price,
    discount: line.discount,
    amount: line.amount,
  };
}

import type { MilestoneView, RecordPayment } from '../../../../kernel/contracts/orders.ts';
import { formatMoney } from '../../../../kernel/format/money.ts';
import { appendTimeline } from '../../append-timeline.ts';
import type { TellScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { sumAmounts } from '../../opportunities/lines/line-amount.ts';
import { orderError } from '../../orders/errors.ts';
import { paymentRecorded } from '../../orders/signals.ts';
import { changeMilestones, findMilestone } from './change-milestones.ts';

/**
 * Writes down that a customer paid (a part of) a payment. Paid whole, it is done on that day.
 *
 * @throws AppError `crm.contract_not_found`, `crm.milestone_not_found`, `crm.stale_version`, `crm.milestone_no_payment`,
 *   `crm.payment_too_large`
 */
export async function recordPayment(
  scope: TellScope,
  input: RecordPayment & { readonly id: string; readonly milestone_id: string },
): Promise<{ items: MilestoneView[] }> {
  return await changeMilestones(scope, input.id, async (inner, contract, rows) => {
    const row = findMilestone(rows, input.milestone_id, input.version);
    if (row.kind !== 'payment') throw orderError('crm.milestone_no_payment');
    const before = row.paidAmount;
    const paid = sumAmounts([before, input.amount]);
    const amount = row.amount ?? 0;
    if (paid > amount) throw orderError('crm.payment_too_large', { details: { left: formatMoney(amount - before) } });
    row.paidAmount = paid;
    if (paid === amount) row.doneOn = input.paid_on ?? localToday(inner.clock);
    row.updatedAt = inner.clock.now();
    appendTimeline(inner, {
      customerId: contract.customer,
      kind: 'milestone.paid',
      about: `${contract.name} · ${row.name}（${formatMoney(input.amount)}${paid === amount ? '，已付清' : ''}）`,
      entity: 'contract',
      entityId: contract.id,
    });
    await inner.jobs.tell(inner.em, paymentRecorded, {
      milestone_id: row.id,
      contract_id: contract.id,
      customer_id: contract.customer,
      owner_id: contract.owner ?? null,
      amount: input.amount,
    });
    return {
      verb: 'payment_recorded',
      before: { milestone: row.name, paid_amount: before },
      after: { paid_amount: paid, done_on: row.doneOn ?? null },
    };
  });
}

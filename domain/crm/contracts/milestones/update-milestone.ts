import type { MilestoneView, UpdateMilestone } from '../../../../kernel/contracts/orders.ts';
import { appendTimeline } from '../../append-timeline.ts';
import { applyChanges, hasChanges } from '../../apply-changes.ts';
import type { TellScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { orderError } from '../../orders/errors.ts';
import { MILESTONE_KIND_WORDS } from '../../orders/order-words.ts';
import { changeMilestones, findMilestone } from './change-milestones.ts';

const FIELDS = { name: 'name', due_on: 'dueOn', amount: 'amount', done_on: 'doneOn', note: 'note' } as const;

/**
 * Changes a milestone, or says on which day it was done (`done_on`; `null` takes that back). A payment is done by what is
 * paid, never by hand.
 *
 * @throws AppError `crm.contract_not_found`, `crm.milestone_not_found`, `crm.stale_version`, `crm.milestone_is_payment`,
 *   `crm.milestone_amount_missing`, `crm.milestone_has_payment`, `crm.milestones_exceed_contract`
 */
export async function updateMilestone(
  scope: TellScope,
  input: UpdateMilestone & { readonly id: string; readonly milestone_id: string },
): Promise<{ items: MilestoneView[] }> {
  return await changeMilestones(scope, input.id, (inner, contract, rows) => {
    const row = findMilestone(rows, input.milestone_id, input.version);
    const isPayment = row.kind === 'payment';
    if (isPayment && input.done_on !== undefined) throw orderError('crm.milestone_is_payment');
    const wasDone = row.doneOn ?? null;
    const changes = applyChanges(row, input, FIELDS);
    if (!hasChanges(changes)) return Promise.resolve(undefined);
    if (isPayment && !row.amount) throw orderError('crm.milestone_amount_missing');
    if (isPayment && (row.amount ?? 0) < row.paidAmount)
      throw orderError('crm.milestone_has_payment', { details: { paid: row.paidAmount } });
    // A payment that was made larger is open again; one that was made as small as what is paid is done.
    if (isPayment && 'amount' in changes.after)
      row.doneOn =
        row.paidAmount > 0 && row.paidAmount >= (row.amount ?? 0) ? (row.doneOn ?? localToday(inner.clock)) : null;
    row.updatedAt = inner.clock.now();
    if (row.doneOn && !wasDone)
      appendTimeline(inner, {
        customerId: contract.customer,
        kind: 'milestone.done',
        about: `${contract.name} · ${row.name}（${MILESTONE_KIND_WORDS[row.kind]}）`,
        entity: 'contract',
        entityId: contract.id,
      });
    return Promise.resolve({
      verb: 'milestone_changed',
      before: { name: row.name, ...changes.before },
      after: changes.after,
    });
  });
}

import type { MilestoneView } from '../../../../kernel/contracts/orders.ts';
import type { TellScope } from '../../crm-scope.ts';
import { orderError } from '../../orders/errors.ts';
import { changeMilestones, findMilestone } from './change-milestones.ts';

/**
 * Takes a milestone out of a contract, unless something was paid on it.
 * @throws AppError `crm.contract_not_found`, `crm.milestone_not_found`, `crm.milestone_has_payment`
 */
export async function removeMilestone(
  scope: TellScope,
  input: { readonly id: string; readonly milestone_id: string },
): Promise<{ items: MilestoneView[] }> {
  return await changeMilestones(scope, input.id, (inner, _contract, rows) => {
    const row = findMilestone(rows, input.milestone_id);
    if (row.paidAmount > 0) throw orderError('crm.milestone_has_payment', { details: { paid: row.paidAmount } });
    const { kind, name, dueOn, amount } = row;
    inner.em.remove(row);
    return Promise.resolve({ verb: 'milestone_removed', before: { kind, name, due_on: dueOn, amount } });
  });
}

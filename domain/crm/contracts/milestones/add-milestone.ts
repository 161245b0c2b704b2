import { ContractMilestone } from '../../../../db/entities/crm/contract-milestone.entity.ts';
import type { CreateMilestone, MilestoneView } from '../../../../kernel/contracts/orders.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { TellScope } from '../../crm-scope.ts';
import { orderError } from '../../orders/errors.ts';
import { changeMilestones } from './change-milestones.ts';

/**
 * Adds a day on which something is due. A payment needs its amount; all payments together are at most the contract's.
 * @throws AppError `crm.contract_not_found`, `crm.contract_settled`, `crm.milestone_amount_missing`,
 *   `crm.milestones_exceed_contract`
 */
export async function addMilestone(
  scope: TellScope,
  input: CreateMilestone & { readonly id: string },
): Promise<{ items: MilestoneView[] }> {
  if (input.kind === 'payment' && !input.amount) throw orderError('crm.milestone_amount_missing');
  return await changeMilestones(scope, input.id, (inner, contract) => {
    const now = inner.clock.now();
    const row = inner.em.create(ContractMilestone, {
      id: newId(),
      contract: contract.id,
      kind: input.kind,
      name: input.name,
      dueOn: input.due_on,
      amount: input.amount ?? null,
      note: input.note || null,
      createdAt: now,
      updatedAt: now,
    });
    const { kind, name, dueOn, amount } = row;
    return Promise.resolve({ verb: 'milestone_added', after: { kind, name, due_on: dueOn, amount } });
  });
}

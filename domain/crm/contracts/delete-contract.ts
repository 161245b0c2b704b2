import { Contract } from '../../../db/entities/crm/contract.entity.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { orderError } from '../orders/errors.ts';
import { lockVisible } from '../orders/lock-visible.ts';
import { recordChange } from '../record-change.ts';

/**
 * Deletes a draft with its milestones; a contract that was in force is terminated instead.
 * @throws AppError `crm.contract_not_found`, `crm.contract_in_force`
 */
export async function deleteContract(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await lockVisible(scope, Contract, input.id, 'crm.contract_not_found');
    if (row.status !== 'draft') throw orderError('crm.contract_in_force');
    const { id, code, name, amount, customer } = row;
    scope.em.remove(row);
    appendTimeline(scope, {
      customerId: customer,
      kind: 'contract.deleted',
      about: name,
      entity: 'contract',
      entityId: id,
    });
    const before = { code, name, amount, customer_id: customer };
    recordChange(scope, { entity: 'contract', id, change: 'deleted', before });
    await scope.em.flush();
  });
}

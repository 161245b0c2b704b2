import type { InferEntity } from '@mikro-orm/core';
import { Contract } from '../../../../db/entities/crm/contract.entity.ts';
import { ContractMilestone } from '../../../../db/entities/crm/contract-milestone.entity.ts';
import type { MilestoneView } from '../../../../kernel/contracts/orders.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { requireVersion } from '../../lock-row.ts';
import { orderError } from '../../orders/errors.ts';
import { lockVisible } from '../../orders/lock-visible.ts';
import { recordChange } from '../../record-change.ts';
import { listMilestones } from './list-milestones.ts';
import { requirePaymentsFit } from './payments-fit.ts';

export type ContractRow = InferEntity<typeof Contract>;
export type MilestoneRow = InferEntity<typeof ContractMilestone>;

/** What a change of milestones did, for the audit log; undefined when it did nothing. */
export interface MilestoneChange {
  readonly verb: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * Changes the milestones of a contract in one transaction, with the contract as the lock, and checks that the payments still
 * fit its amount.
 *
 * @throws AppError `crm.contract_not_found`, `crm.contract_settled`, `crm.milestones_exceed_contract`, and what `work` throws
 */
export async function changeMilestones(
  outer: TellScope,
  contractId: string,
  work: (scope: TellScope, contract: ContractRow, rows: MilestoneRow[]) => Promise<MilestoneChange | undefined>,
): Promise<{ items: MilestoneView[] }> {
  return await inTransaction(outer, async (scope) => {
    const contract = await lockVisible(scope, Contract, contractId, 'crm.contract_not_found');
    if (contract.status === 'terminated') throw orderError('crm.contract_settled');
    const rows = await scope.em.find(ContractMilestone, { contract: contract.id }, { refresh: true });
    const done = await work(scope, contract, rows);
    if (done) {
      await scope.em.flush();
      requirePaymentsFit(contract, await scope.em.find(ContractMilestone, { contract: contract.id }));
      recordChange(scope, { entity: 'contract', id: contract.id, change: 'updated', ...done });
      await scope.em.flush();
    }
    return await listMilestones(scope, contract);
  });
}

/** @throws AppError `crm.milestone_not_found`, `crm.stale_version` */
export function findMilestone(rows: readonly MilestoneRow[], id: string, version?: number): MilestoneRow {
  const row = rows.find((one) => one.id === id);
  if (!row) throw orderError('crm.milestone_not_found');
  requireVersion(row, version);
  return row;
}

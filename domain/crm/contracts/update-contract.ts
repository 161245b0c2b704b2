import type { InferEntity } from '@mikro-orm/core';
import { Contract } from '../../../db/entities/crm/contract.entity.ts';
import { ContractMilestone } from '../../../db/entities/crm/contract-milestone.entity.ts';
import type { ContractStatus, ContractView, UpdateContract } from '../../../kernel/contracts/orders.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { TellScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { orderError } from '../orders/errors.ts';
import { flushNumbered } from '../orders/flush-numbered.ts';
import { lockVisible } from '../orders/lock-visible.ts';
import { CONTRACT_MOVES, CONTRACT_STATUS_WORDS } from '../orders/order-words.ts';
import { recordChange } from '../record-change.ts';
import { resolveNewOwner } from '../resolve-owner.ts';
import { fieldWords } from '../words.ts';
import { requireDayOrder } from './check-days.ts';
import { readContract } from './contract-view.ts';
import { requirePaymentsFit } from './milestones/payments-fit.ts';
import { tellEnded, tellSigned } from './tell-contract.ts';

type ContractRow = InferEntity<typeof Contract>;

const FIELDS = {
  number: 'number',
  name: 'name',
  amount: 'amount',
  signed_on: 'signedOn',
  starts_on: 'startsOn',
  ends_on: 'endsOn',
  renewal_on: 'renewalOn',
  auto_renew: 'autoRenew',
  note: 'note',
  external_id: 'externalId',
  status: 'status',
} as const;

/**
 * Changes a contract, and moves it by the table `CONTRACT_MOVES`: one that comes into force is signed today unless a day is
 * given; one that ran out comes back into force only with a last day that is not past. A renewed or terminated contract
 * stays as it is, except for its note.
 *
 * @throws AppError `crm.contract_not_found`, `crm.stale_version`, `crm.contract_settled`, `crm.contract_move_not_allowed`,
 *   `crm.contract_days_out_of_order`, `crm.milestones_exceed_contract`, `crm.assign_not_allowed`, `crm.owner_not_found`,
 *   `crm.duplicate_number`, `crm.duplicate_external_id`
 */
export async function updateContract(
  outer: TellScope,
  input: UpdateContract & { readonly id: string },
): Promise<ContractView> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockVisible(scope, Contract, input.id, 'crm.contract_not_found', input.version);
    const today = localToday(scope.clock);
    const from = row.status;
    if (input.status && input.status !== from) requireContractMove(from, input.status);
    const changes = applyChanges(row, input, FIELDS);
    if (row.status !== from && row.status === 'active') comeIntoForce(row, from, today);
    const ownership = await resolveNewOwner(scope, row, input.owner_id);
    if (ownership) {
      changes.before.owner_id = row.owner ?? null;
      changes.after.owner_id = ownership.owner;
      row.owner = ownership.owner;
      row.team = ownership.team;
    }
    if (!hasChanges(changes)) return await readContract(scope, row.id, today);
    if ((from === 'renewed' || from === 'terminated') && Object.keys(changes.after).some((field) => field !== 'note'))
      throw orderError('crm.contract_settled');
    requireDayOrder(row);
    if ('amount' in changes.after)
      requirePaymentsFit(row, await scope.em.find(ContractMilestone, { contract: row.id }));
    row.searchText = searchText(row.name, row.number);
    row.updatedAt = scope.clock.now();
    if (row.status === from) tellChanged(scope, row, Object.keys(changes.after));
    else if (row.status === 'active') await tellSigned(scope, row);
    else await tellEnded(scope, row, row.status === 'expired' ? 'expired' : 'terminated');
    recordChange(scope, { entity: 'contract', id: row.id, change: 'updated', ...changes });
    await flushNumbered(scope, input);
    return await readContract(scope, row.id, today);
  });
}

function requireContractMove(from: ContractStatus, to: ContractStatus): void {
  if (CONTRACT_MOVES[from].includes(to)) return;
  const targets = CONTRACT_MOVES[from].map((status) => CONTRACT_STATUS_WORDS[status]).join('、');
  throw orderError('crm.contract_move_not_allowed', {
    details: {
      from: CONTRACT_STATUS_WORDS[from],
      to: CONTRACT_STATUS_WORDS[to],
      hint: targets ? `可以改到：${targets}。` : '这份合同已经结束。',
    },
  });
}

function comeIntoForce(row: ContractRow, from: ContractStatus, today: string): void {
  row.signedOn ??= today;
  if (from === 'expired' && row.endsOn && row.endsOn < today)
    throw orderError('crm.contract_move_not_allowed', {
      details: {
        from: CONTRACT_STATUS_WORDS[from],
        to: CONTRACT_STATUS_WORDS.active,
        hint: '请把到期日改到今天以后，或者续签。',
      },
    });
}

function tellChanged(scope: TellScope, row: ContractRow, fields: readonly string[]): void {
  appendTimeline(scope, {
    customerId: row.customer,
    kind: 'contract.updated',
    about: `${row.name}（${fieldWords(fields)}）`,
    entity: 'contract',
    entityId: row.id,
  });
}

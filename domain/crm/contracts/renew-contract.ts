import type { InferEntity } from '@mikro-orm/core';
import { Contract } from '../../../db/entities/crm/contract.entity.ts';
import type { ContractView, RenewContract } from '../../../kernel/contracts/orders.ts';
import { newId } from '../../../kernel/ids.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { addDays, addMonths, dayCount, wholeMonths } from '../../../kernel/time-phrases/calendar.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { orderError } from '../orders/errors.ts';
import { flushNumbered } from '../orders/flush-numbered.ts';
import { lockVisible } from '../orders/lock-visible.ts';
import { contractRenewed } from '../orders/signals.ts';
import { recordChange } from '../record-change.ts';
import { requireDayOrder } from './check-days.ts';
import { readContract } from './contract-view.ts';

type ContractRow = InferEntity<typeof Contract>;

/**
 * Follows a contract by the next one: from the day after its last day, as long and as dear as it was unless told otherwise.
 * The old one becomes `renewed`; its row is the lock, so it is renewed once.
 *
 * @throws AppError `crm.contract_not_found`, `crm.stale_version`, `crm.contract_not_renewable`,
 *   `crm.contract_days_out_of_order`, `crm.duplicate_number`
 */
export async function renewContract(
  outer: TellScope,
  input: RenewContract & { readonly id: string },
): Promise<ContractView> {
  return await inTransaction(outer, async (scope) => {
    const old = await lockVisible(scope, Contract, input.id, 'crm.contract_not_found', input.version);
    const next = await followContract(scope, old, input, false);
    return await readContract(scope, next.id, localToday(scope.clock));
  });
}

/**
 * Writes the contract that follows a locked one, in the caller's transaction.
 * @throws AppError `crm.contract_not_renewable`, `crm.contract_days_out_of_order`, `crm.duplicate_number`
 */
export async function followContract(
  scope: TellScope,
  old: ContractRow,
  terms: Omit<RenewContract, 'version'>,
  automatic: boolean,
): Promise<ContractRow> {
  const { startsOn, endsOn, renewalOn } = old;
  if (!startsOn || !endsOn || (old.status !== 'active' && old.status !== 'expired'))
    throw orderError('crm.contract_not_renewable');
  const now = scope.clock.now();
  const begins = addDays(endsOn, 1);
  const ends = terms.ends_on ?? sameLength(startsOn, endsOn, begins);
  const next = scope.em.create(Contract, {
    id: newId(),
    number: terms.number || null,
    name: old.name,
    customer: old.customer,
    order: old.order ?? null,
    opportunity: old.opportunity ?? null,
    previous: old.id,
    amount: terms.amount ?? old.amount,
    signedOn: terms.signed_on ?? localToday(scope.clock),
    startsOn: begins,
    endsOn: ends,
    renewalOn: renewalOn ? laterOf(addDays(ends, dayCount({ from: endsOn, to: renewalOn }) - 1), begins) : null,
    autoRenew: old.autoRenew,
    status: 'active',
    owner: old.owner ?? null,
    team: old.team ?? null,
    searchText: searchText(old.name, terms.number),
    createdAt: now,
    updatedAt: now,
  });
  requireDayOrder(next);
  old.status = 'renewed';
  old.updatedAt = now;
  appendTimeline(scope, {
    customerId: old.customer,
    kind: 'contract.renewed',
    about: `${old.name}（${automatic ? '自动，' : ''}${begins} 至 ${ends}）`,
    entity: 'contract',
    entityId: next.id,
  });
  recordChange(scope, {
    entity: 'contract',
    id: next.id,
    change: 'created',
    verb: 'renewed',
    before: { previous_id: old.id, amount: old.amount, ends_on: endsOn },
    after: { amount: next.amount, starts_on: begins, ends_on: ends, automatic },
  });
  scope.events.publish('crm.record_changed', { entity: 'contract', id: old.id, change: 'updated' });
  await flushNumbered(scope, terms);
  await scope.jobs.tell(scope.em, contractRenewed, {
    contract_id: next.id,
    previous_id: old.id,
    customer_id: old.customer,
    owner_id: old.owner ?? null,
    automatic,
  });
  return next;
}

/** The last day of a period as long as another one: as many months when that is whole months, else as many days. */
function sameLength(from: string, to: string, begins: string): string {
  const months = wholeMonths({ from, to }) ?? monthsBetween(from, to);
  return months === undefined ? addDays(begins, dayCount({ from, to }) - 1) : addDays(addMonths(begins, months), -1);
}

/** Whole months of a period that begins on any day of a month: 15 March to 14 March is twelve. */
function monthsBetween(from: string, to: string): number | undefined {
  for (const months of [1, 3, 6, 12, 24, 36, 60]) if (addDays(addMonths(from, months), -1) === to) return months;
  return undefined;
}

function laterOf(left: string, right: string): string {
  return left > right ? left : right;
}

import type { InferEntity } from '@mikro-orm/core';
import { Contract } from '../../../db/entities/crm/contract.entity.ts';
import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import type { ContractView, CreateContract } from '../../../kernel/contracts/orders.ts';
import { formatMoney } from '../../../kernel/format/money.ts';
import { newId } from '../../../kernel/ids.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { lockRow } from '../lock-row.ts';
import { requireParents } from '../require-parents.ts';
import { orderError } from '../orders/errors.ts';
import { flushNumbered } from '../orders/flush-numbered.ts';
import { lockVisible } from '../orders/lock-visible.ts';
import { recordChange } from '../record-change.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { requireDayOrder } from './check-days.ts';
import { readContract } from './contract-view.ts';
import { tellSigned } from './tell-contract.ts';

/**
 * Writes down a contract: of an order, of a deal (a draft may come before the deal is won), or of a customer. Customer, owner
 * and amount come from the order or deal unless given. One that begins as `active` counts as signed today.
 *
 * @throws AppError `crm.contract_needs_customer`, `crm.customer_not_found`, `crm.order_not_found`,
 *   `crm.opportunity_not_found`, `crm.order_of_other_customer`, `crm.contract_needs_amount`,
 *   `crm.contract_days_out_of_order`, `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.duplicate_number`,
 *   `crm.duplicate_external_id`
 */
export async function createContract(outer: TellScope, input: CreateContract): Promise<ContractView> {
  return await inTransaction(outer, async (scope) => {
    const source = await sourceOf(scope, input);
    const amount = input.amount ?? source.amount;
    if (amount === null) throw orderError('crm.contract_needs_amount');
    const ownership =
      input.owner_id === undefined && source.ownership ? source.ownership : await resolveOwner(scope, input.owner_id);
    const now = scope.clock.now();
    const today = localToday(scope.clock);
    const row = scope.em.create(Contract, {
      id: newId(),
      number: input.number || null,
      name: input.name,
      customer: source.customer,
      order: input.order_id ?? null,
      opportunity: input.opportunity_id ?? source.opportunity,
      amount,
      signedOn: input.signed_on ?? (input.status === 'active' ? today : null),
      startsOn: input.starts_on ?? null,
      endsOn: input.ends_on ?? null,
      renewalOn: input.renewal_on ?? null,
      autoRenew: input.auto_renew ?? false,
      status: input.status,
      note: input.note || null,
      externalId: input.external_id || null,
      owner: ownership.owner,
      team: ownership.team,
      searchText: searchText(input.name, input.number),
      createdAt: now,
      updatedAt: now,
    });
    requireDayOrder(row);
    tellCreated(scope, row);
    await flushNumbered(scope, input);
    if (row.status === 'active') await tellSigned(scope, row);
    await scope.em.flush();
    return await readContract(scope, row.id, today);
  });
}

function tellCreated(scope: TellScope, row: InferEntity<typeof Contract>): void {
  appendTimeline(scope, {
    customerId: row.customer,
    kind: 'contract.created',
    about: `${row.name}（${formatMoney(row.amount)}）`,
    entity: 'contract',
    entityId: row.id,
  });
  const { name, amount, customer, status, startsOn, endsOn } = row;
  recordChange(scope, {
    entity: 'contract',
    id: row.id,
    change: 'created',
    after: { name, amount, status, customer_id: customer, starts_on: startsOn, ends_on: endsOn, owner_id: row.owner },
  });
}

interface ContractSource {
  readonly customer: string;
  readonly opportunity: string | null;
  readonly amount: number | null;
  readonly ownership?: { readonly owner: string | null; readonly team: string | null };
}

async function sourceOf(scope: TellScope, input: CreateContract): Promise<ContractSource> {
  const order = input.order_id
    ? await lockVisible(scope, SalesOrder, input.order_id, 'crm.order_not_found')
    : undefined;
  const deal = input.opportunity_id
    ? await lockRow(scope, Opportunity, input.opportunity_id, 'crm.opportunity_not_found')
    : undefined;
  if (input.customer_id) await requireParents(scope, { customer_id: input.customer_id });
  const customers = [input.customer_id, order?.customer, deal?.customer].filter(
    (id) => id !== undefined && id !== null,
  );
  const customer = customers[0];
  if (!customer) throw orderError('crm.contract_needs_customer');
  if (customers.some((other) => other !== customer)) throw orderError('crm.order_of_other_customer');
  const source = order ?? deal;
  return {
    customer,
    opportunity: order?.opportunity ?? null,
    amount: source?.amount ?? null,
    ...(source ? { ownership: { owner: source.owner ?? null, team: source.team ?? null } } : {}),
  };
}

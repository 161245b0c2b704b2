import type { InferEntity } from '@mikro-orm/core';
import { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import { SalesOrderLine } from '../../../db/entities/crm/sales-order-line.entity.ts';
import { newId } from '../../../kernel/ids.ts';
import { formatMoney } from '../../../kernel/format/money.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import type { PricedLine } from '../opportunities/lines/price-lines.ts';
import { lineRow } from '../opportunities/lines/replace-lines.ts';
import { recordChange } from '../record-change.ts';
import type { Ownership } from '../resolve-owner.ts';
import { flushNumbered } from './flush-numbered.ts';
import { orderCreated } from './signals.ts';

interface NewOrder {
  readonly name: string;
  readonly number?: string | null | undefined;
  readonly customer_id: string;
  readonly opportunity_id?: string | null;
  readonly amount: number;
  readonly ordered_on?: string | undefined;
  readonly note?: string | null | undefined;
  readonly external_id?: string | null | undefined;
}

/**
 * Writes a new order with its lines, timeline and audit lines and its signal, in the caller's transaction.
 * @throws AppError `crm.duplicate_number`, `crm.duplicate_external_id`
 */
export async function insertOrder(
  scope: TellScope,
  input: NewOrder,
  lines: readonly PricedLine[],
  ownership: Pick<Ownership, 'owner' | 'team'>,
): Promise<InferEntity<typeof SalesOrder>> {
  const now = scope.clock.now();
  const order = scope.em.create(SalesOrder, {
    id: newId(),
    number: input.number || null,
    name: input.name,
    customer: input.customer_id,
    opportunity: input.opportunity_id ?? null,
    amount: input.amount,
    orderedOn: input.ordered_on ?? localToday(scope.clock),
    status: 'confirmed',
    note: input.note || null,
    externalId: input.external_id || null,
    owner: ownership.owner,
    team: ownership.team,
    searchText: searchText(input.name, input.number),
    createdAt: now,
    updatedAt: now,
  });
  for (const [index, line] of lines.entries())
    scope.em.create(SalesOrderLine, { order: order.id, ...lineRow(line, index + 1) });
  appendTimeline(scope, {
    customerId: order.customer,
    kind: 'order.created',
    about: `${order.name}（${formatMoney(order.amount)}）`,
    entity: 'order',
    entityId: order.id,
  });
  const { name, amount, customer, opportunity, orderedOn } = order;
  recordChange(scope, {
    entity: 'order',
    id: order.id,
    change: 'created',
    after: {
      name,
      amount,
      customer_id: customer,
      opportunity_id: opportunity ?? null,
      ordered_on: orderedOn,
      owner_id: ownership.owner,
      lines: lines.length,
    },
  });
  await flushNumbered(scope, input);
  await scope.jobs.tell(scope.em, orderCreated, {
    order_id: order.id,
    customer_id: order.customer,
    opportunity_id: order.opportunity ?? null,
    owner_id: ownership.owner,
    amount: order.amount,
  });
  return order;
}

import { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import { query } from '../../../db/query.ts';
import { ORDER_MOVES, type OrderDetail, type OrderStatus, type UpdateOrder } from '../../../kernel/contracts/orders.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { recordChange } from '../record-change.ts';
import { resolveNewOwner } from '../resolve-owner.ts';
import { fieldWords } from '../words.ts';
import { orderError } from './errors.ts';
import { flushNumbered } from './flush-numbered.ts';
import { lockVisible } from './lock-visible.ts';
import { readOrder } from './order-view.ts';
import { ORDER_STATUS_WORDS } from './order-words.ts';

const FIELDS = {
  number: 'number',
  name: 'name',
  amount: 'amount',
  ordered_on: 'orderedOn',
  note: 'note',
  external_id: 'externalId',
  status: 'status',
} as const;

/**
 * Changes an order, and moves it by the table `ORDER_MOVES`. A cancelled order's delivery is cancelled with it; taken up
 * again, its delivery goes on.
 *
 * @throws AppError `crm.order_not_found`, `crm.stale_version`, `crm.order_move_not_allowed`, `crm.assign_not_allowed`,
 *   `crm.owner_not_found`, `crm.duplicate_number`, `crm.duplicate_external_id`
 */
export async function updateOrder(
  outer: WriteScope,
  input: UpdateOrder & { readonly id: string },
): Promise<OrderDetail> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockVisible(scope, SalesOrder, input.id, 'crm.order_not_found', input.version);
    const from = row.status;
    if (input.status && input.status !== from) requireOrderMove(from, input.status);
    const changes = applyChanges(row, input, FIELDS);
    const ownership = await resolveNewOwner(scope, row, input.owner_id);
    if (ownership) {
      changes.before.owner_id = row.owner ?? null;
      changes.after.owner_id = ownership.owner;
      row.owner = ownership.owner;
      row.team = ownership.team;
    }
    if (!hasChanges(changes)) return await readOrder(scope, row.id);
    row.searchText = searchText(row.name, row.number);
    row.updatedAt = scope.clock.now();
    if (from !== row.status) await followOrder(scope, row.id, row.status);
    appendTimeline(scope, {
      customerId: row.customer,
      kind: 'order.updated',
      about:
        from === row.status
          ? `${row.name}（${fieldWords(Object.keys(changes.after))}）`
          : `${row.name}（${ORDER_STATUS_WORDS[from]} → ${ORDER_STATUS_WORDS[row.status]}）`,
      entity: 'order',
      entityId: row.id,
    });
    recordChange(scope, { entity: 'order', id: row.id, change: 'updated', ...changes });
    await flushNumbered(scope, input);
    return await readOrder(scope, row.id);
  });
}

/** @throws AppError `crm.order_move_not_allowed` */
export function requireOrderMove(from: OrderStatus, to: OrderStatus): void {
  if (ORDER_MOVES[from].includes(to)) return;
  throw orderError('crm.order_move_not_allowed', {
    details: { from: ORDER_STATUS_WORDS[from], to: ORDER_STATUS_WORDS[to] },
  });
}

/** The plan of a cancelled order rests; of one that is taken up again it goes on. */
async function followOrder(scope: WriteScope, orderId: string, status: OrderStatus): Promise<void> {
  const [to, from] = status === 'cancelled' ? ['cancelled', 'active'] : ['active', 'cancelled'];
  await query(
    scope.em,
    'update delivery_plan set status = $2, updated_at = $4, version = version + 1 where order_id = $1 and status = $3',
    [orderId, to, from, scope.clock.now()],
  );
}

import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import { query } from '../../../db/query.ts';
import type { CustomerView } from '../../../kernel/contracts/crm.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { inTransaction } from '../../in-transaction.ts';
import { noteHandover } from '../assignment/hand-over.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { lockRow } from '../lock-row.ts';
import { moveOpenOrders } from '../orders/move-open-orders.ts';
import { recordChange } from '../record-change.ts';
import { resolveOwner, type Ownership } from '../resolve-owner.ts';
import { openStageSql } from '../stage-table.ts';
import { readCustomer } from './customer-view.ts';

export interface TransferCustomer {
  readonly id: string;
  readonly version: number;
  readonly owner_id: string | null;
  /** What the next owner should know. */
  readonly note?: string | undefined;
}

/**
 * Gives a customer to another owner and that owner's team. Its open opportunities, planned follow-ups, orders on their way
 * and contracts in force go along; closed deals and what was done stay with whoever did it, so that results keep counting
 * for them.
 *
 * @throws AppError `access.not_permitted`, `crm.customer_not_found`, `crm.stale_version`, `crm.owner_not_found`
 */
export async function transferCustomer(outer: WriteScope, input: TransferCustomer): Promise<CustomerView> {
  requirePermission(outer.actor, 'crm.assign');
  return await inTransaction(outer, async (scope) => {
    const customer = await lockRow(scope, Customer, input.id, 'crm.customer_not_found', input.version);
    if ((customer.owner ?? null) === input.owner_id) return await readCustomer(scope, customer.id);
    const ownership = await resolveOwner(scope, input.owner_id);
    const before = { owner_id: customer.owner ?? null };
    const handover = { entity: 'customer', id: customer.id, from: before.owner_id, to: ownership.owner } as const;
    noteHandover(scope, { ...handover, note: input.note ?? '' });
    customer.owner = ownership.owner;
    customer.team = ownership.team;
    customer.updatedAt = scope.clock.now();
    await scope.em.flush();
    const moved = await moveOpenWork(scope, customer.id, ownership);
    appendTimeline(scope, {
      customerId: customer.id,
      kind: 'customer.transferred',
      about: ownership.ownerName ? `转给${ownership.ownerName}` : '暂无负责人',
      body: input.note ?? null,
      entity: 'customer',
      entityId: customer.id,
    });
    const sold = await moveOpenOrders(scope, customer.id, ownership);
    const after = { owner_id: ownership.owner, ...moved, ...sold };
    recordChange(scope, { entity: 'customer', id: customer.id, change: 'updated', verb: 'transferred', before, after });
    await scope.em.flush();
    return await readCustomer(scope, customer.id);
  });
}

/** Moves what is still to do; answers how many of each for the audit line. */
async function moveOpenWork(
  scope: WriteScope,
  customerId: string,
  to: Ownership,
): Promise<{ opportunities: number; follow_ups: number }> {
  const values = [customerId, to.owner, to.team, scope.clock.now()];
  const deals = await query<{ id: string }>(
    scope.em,
    `update opportunity o set owner_id = $2, team_id = $3, updated_at = $4, version = version + 1
     where o.customer_id = $1 and ${openStageSql('o')} and o.owner_id is distinct from $2 returning o.id`,
    values,
  );
  const followUps = await query<{ id: string }>(
    scope.em,
    `update activity a set owner_id = $2, team_id = $3, updated_at = $4, version = version + 1
     where a.customer_id = $1 and a.status = 'planned' and a.owner_id is distinct from $2 returning a.id`,
    values,
  );
  for (const deal of deals)
    scope.events.publish('crm.record_changed', { entity: 'opportunity', id: deal.id, change: 'updated' });
  for (const activity of followUps)
    scope.events.publish('crm.record_changed', { entity: 'activity', id: activity.id, change: 'updated' });
  return { opportunities: deals.length, follow_ups: followUps.length };
}

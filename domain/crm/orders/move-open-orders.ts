import { query } from '../../../db/query.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { Ownership } from '../resolve-owner.ts';

/**
 * Gives a customer's orders on their way and contracts that are drafted or in force to another owner, in the caller's
 * transaction; what is completed or over stays with whoever did it.
 * @returns how many of each moved
 */
export async function moveOpenOrders(
  scope: WriteScope,
  customerId: string,
  to: Pick<Ownership, 'owner' | 'team'>,
): Promise<{ orders: number; contracts: number }> {
  const values = [customerId, to.owner, to.team, scope.clock.now()];
  const moved = async (table: string, statuses: string): Promise<string[]> =>
    (
      await query<{ id: string }>(
        scope.em,
        `update ${table} r set owner_id = $2, team_id = $3, updated_at = $4, version = version + 1
         where r.customer_id = $1 and r.status in (${statuses}) and r.owner_id is distinct from $2 returning r.id`,
        values,
      )
    ).map(({ id }) => id);
  const orders = await moved('sales_order', "'confirmed', 'delivering'");
  const contracts = await moved('contract', "'draft', 'active'");
  for (const id of orders) scope.events.publish('crm.record_changed', { entity: 'order', id, change: 'updated' });
  for (const id of contracts) scope.events.publish('crm.record_changed', { entity: 'contract', id, change: 'updated' });
  return { orders: orders.length, contracts: contracts.length };
}

import type { Actor } from '../../../kernel/actor.ts';
import type { PoolEntity } from '../../../kernel/contracts/pools.ts';
import type { WriteScope } from '../crm-scope.ts';
import { transferCustomer } from '../customers/transfer-customer.ts';
import { assignLead } from '../leads/assign-lead.ts';

/**
 * Gives a record to somebody, or takes it from its owner, by the pool's own right: the pool's rules were asked already.
 * Without an owner the record belongs to the pool's team.
 */
export async function changeOwner(
  scope: WriteScope,
  entity: PoolEntity,
  record: { readonly id: string; readonly version: number },
  to: { readonly owner: string | null; readonly team: string | null; readonly note?: string | undefined },
): Promise<void> {
  const actor: Actor = {
    ...scope.actor,
    dataScope: 'all',
    teamId: to.team,
    permissions: new Set([...scope.actor.permissions, 'crm.assign']),
  };
  const change = { id: record.id, version: record.version, owner_id: to.owner, note: to.note };
  await (entity === 'lead' ? assignLead : transferCustomer)({ ...scope, actor }, change);
}

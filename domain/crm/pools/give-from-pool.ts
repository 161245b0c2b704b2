import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { GiveFromPool } from '../../../kernel/contracts/pools.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { changeOwner } from './change-owner.ts';
import { poolError } from './errors.ts';
import { giveBlock, type Receiver } from './give-rules.ts';
import { notePoolEvent } from './note-pool-event.ts';
import { POOL_TABLES } from './pool-table.ts';
import { readPool } from './pool-view.ts';

/**
 * Gives a record that waits in a pool the actor uses to a colleague (`give-rules.ts` says to whom), although the record
 * belongs to nobody's team. Somebody who picks it in the same moment and the colleague never both get it.
 *
 * @throws AppError `access.not_permitted`, `crm.pool_entry_gone`, `crm.pool_not_found`, `crm.owner_not_found`,
 *   `crm.pool_give_refused`
 */
export async function giveFromPool(outer: WriteScope, input: GiveFromPool): Promise<void> {
  requirePermission(outer.actor, 'crm.assign');
  await inTransaction(outer, async (scope) => {
    const { entity, entity_id: id } = input;
    const { table, column } = POOL_TABLES[entity];
    const entry = await queryOne<{ pool_id: string }>(
      scope.em,
      `select pool_id from pool_entry where ${column} = $1 for update`,
      [id],
    );
    if (!entry) throw poolError('crm.pool_entry_gone', { details: { id } });
    const pool = await readPool(scope, entry.pool_id);
    const receiver = await lockReceiver(scope, input);
    const blocked = giveBlock(scope.actor, pool, receiver);
    if (blocked) throw poolError('crm.pool_give_refused', { details: { reason: blocked } });
    const record = await queryOne<{ version: number }>(
      scope.em,
      `select version from ${table} where id = $1 for update`,
      [id],
    );
    if (!record) throw poolError('crm.pool_entry_gone', { details: { id } });
    const to = { owner: receiver.id, team: receiver.team_id, note: input.note };
    await changeOwner(scope, entity, { id, version: record.version }, to);
    const reason = `${scope.actor.name}分配`;
    notePoolEvent(scope, { poolId: pool.id, entity, entityId: id, kind: 'given', userId: receiver.id, reason });
    await scope.em.flush();
  });
}

/** What one person gets is settled one after the other, so that the pool's capacity holds. */
async function lockReceiver(scope: WriteScope, { entity, owner_id: id }: GiveFromPool): Promise<Receiver> {
  const user = await queryOne<Omit<Receiver, 'owned'>>(
    scope.em,
    'select id, name, team_id from app_user where id = $1 and active for no key update',
    [id],
  );
  if (!user) throw crmError('crm.owner_not_found', { details: { id } });
  const { table, open } = POOL_TABLES[entity];
  const counted = await query<{ owned: number }>(
    scope.em,
    `select count(*)::int as owned from ${table} r where r.owner_id = $1 and ${open}`,
    [id],
  );
  return { ...user, owned: counted[0]?.owned ?? 0 };
}

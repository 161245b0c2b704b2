import { queryOne, withDates } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { LEASE_MS } from './flow-engine.ts';
import { INSTANCE_COLUMNS, type InstanceRow } from './instance-row.ts';

/**
 * Takes the next instance of a conversation that wants to go on, in the order they began; undefined when there is none, or
 * each is carried by another process. What one person says is handled one after the other; different people do not wait for
 * each other.
 */
export async function claimInstance(
  scope: Pick<Scope, 'em' | 'clock'>,
  conversationId: string,
): Promise<InstanceRow | undefined> {
  const now = scope.clock.now();
  const row = await queryOne<InstanceRow>(
    scope.em,
    `update flow_instances set token = token + 1, lease_until = $3 where id = (
       select i.id from flow_instances i
       where i.conversation_id = $1 and i.status = 'running' and (i.lease_until is null or i.lease_until <= $2)
         and not exists (select 1 from flow_instances e where e.conversation_id = i.conversation_id and e.status = 'running'
           and e.seq < i.seq and e.person_id is not distinct from i.person_id)
       order by i.priority desc, i.seq limit 1 for update skip locked)
     returning ${INSTANCE_COLUMNS}`,
    [conversationId, now, new Date(now.getTime() + LEASE_MS)],
  );
  return row && withDates(row, 'node_since');
}

/** Lets an instance go that is not to be carried on here, so that nobody has to wait for the lease to run out. */
export async function releaseInstance(
  scope: Pick<Scope, 'em'>,
  held: Pick<InstanceRow, 'id' | 'token'>,
): Promise<void> {
  await queryOne(scope.em, 'update flow_instances set lease_until = null where id = $1 and token = $2 returning id', [
    held.id,
    held.token,
  ]);
}

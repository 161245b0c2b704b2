import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { FlowEngine } from './flow-engine.ts';
import type { InstanceRow } from './instance-row.ts';
import { runSoon } from './run-later.ts';

/** Conversations that one look wakes; the next look takes the rest. */
const MOST = 500;

/** Wakes every conversation where something is due or was left by its process. */
export async function watchFlows(engine: Pick<FlowEngine, 'scope'>): Promise<number> {
  return await inTransaction(engine.scope(), async (scope) => {
    const left = await query<Pick<InstanceRow, 'conversation_id' | 'priority'>>(
      scope.em,
      `select conversation_id, max(priority) as priority from flow_instances
       where status = 'waiting' and wake_at <= $1 or status = 'running' and (lease_until is null or lease_until <= $1)
       group by conversation_id order by max(priority) desc, min(seq) limit ${MOST}`,
      [scope.clock.now()],
    );
    for (const where of left) await runSoon(scope, where);
    return left.length;
  });
}

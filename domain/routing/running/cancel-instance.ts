import { queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { routingError } from '../errors.ts';
import { readInstance } from '../instances/instance-view.ts';
import type { InstanceDetail } from '../../../kernel/contracts/routing.ts';
import { INSTANCE_STATUS_WORDS } from '../instances/words.ts';
import type { WriteScope } from '../routing-scope.ts';
import { writeLog } from './write-log.ts';

/**
 * Ends an instance before its time. A process that carries it just now finds its step refused; what was done stays done.
 * @throws AppError `access.not_permitted`, `routing.instance_not_found`, `routing.instance_over`
 */
export async function cancelInstance(
  outer: WriteScope,
  input: { readonly id: string; readonly reason: string },
): Promise<InstanceDetail> {
  requirePermission(outer.actor, 'routing.configure');
  return await inTransaction(outer, async (scope) => {
    const seen = await readInstance(scope, input.id);
    const row = await queryOne<{ steps: number; node_id: string | null; node_type: string | null }>(
      scope.em,
      `update flow_instances i set status = 'cancelled', ended_at = $2, wake_at = null, wait_on = null, lease_until = null,
         token = token + 1, steps = steps + 1
       from flow_versions v where i.id = $1 and v.id = i.flow_version_id and i.status in ('running', 'waiting')
       returning i.steps, i.node_id, (select n ->> 'type' from jsonb_array_elements(v.content -> 'nodes') n
         where n ->> 'id' = i.node_id) as node_type`,
      [input.id, scope.clock.now()],
    );
    if (!row) throw routingError('routing.instance_over', { details: { status: INSTANCE_STATUS_WORDS[seen.status] } });
    await writeLog(scope, {
      instanceId: input.id,
      seq: row.steps,
      node: { id: row.node_id ?? '', type: row.node_type ?? '' },
      cause: 'cancelled',
      way: null,
      reason: `${scope.actor.name}取消：${input.reason}`,
      durationMs: 0,
    });
    appendAudit(scope, {
      action: 'flow_instance.cancelled',
      entity: 'flow_instances',
      entityId: input.id,
      before: { status: seen.status },
      after: { status: 'cancelled', reason: input.reason },
    });
    await scope.em.flush();
    scope.events.publish('routing.instance_changed', {
      id: input.id,
      conversationId: seen.conversation_id,
      status: 'cancelled',
    });
    return await readInstance(scope, input.id);
  });
}

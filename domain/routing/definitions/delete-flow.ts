import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { routingError } from '../errors.ts';
import type { WriteScope } from '../routing-scope.ts';
import { lockFlow } from './flow-row.ts';

/**
 * Removes a flow with its versions, if it never ran or its records are gone: they say why a customer was treated as they were.
 * @throws AppError `access.not_permitted`, `routing.flow_not_found`, `routing.flow_in_use`
 */
export async function deleteFlow(outer: WriteScope, id: string): Promise<void> {
  requirePermission(outer.actor, 'routing.configure');
  await inTransaction(outer, async (scope) => {
    const flow = await lockFlow(scope, id);
    const ran = await queryOne(scope.em, 'select 1 as one from flow_instances where definition_id = $1 limit 1', [id]);
    if (ran || flow.active_number !== null) throw routingError('routing.flow_in_use', { details: { name: flow.name } });
    await query(scope.em, 'delete from flow_definitions where id = $1', [id]);
    appendAudit(scope, { action: 'flow.deleted', entity: 'flow_definitions', entityId: id, before: flow });
    await scope.em.flush();
    scope.events.publish('routing.flow_changed', { id });
  });
}

import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { FlowView } from '../../../kernel/contracts/routing.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { routingError } from '../errors.ts';
import type { NodeType } from '../nodes/node.ts';
import type { WriteScope } from '../routing-scope.ts';
import { requireValid } from './check-definition.ts';
import { lockFlow, readContent } from './flow-row.ts';
import { readFlow } from './flow-view.ts';

/**
 * Lets a version answer the flow's trigger from now on; what runs already ends on the version it began with.
 * @throws AppError `access.not_permitted`, `routing.flow_not_found`, `routing.version_not_found`, `routing.flow_invalid`
 * when a later build no longer takes the version, `routing.another_flow_active`
 */
export async function activateFlow(
  outer: WriteScope,
  types: readonly NodeType[],
  input: { readonly id: string; readonly number?: number | undefined },
): Promise<FlowView> {
  requirePermission(outer.actor, 'routing.configure');
  return await inTransaction(outer, async (scope) => {
    // Two flows that are activated at once would meet at the unique index: they come here one after the other.
    await query(scope.em, `select pg_advisory_xact_lock(hashtextextended('activate-flow', 0))`);
    const flow = await lockFlow(scope, input.id);
    const other = await queryOne<{ name: string }>(
      scope.em,
      'select name from flow_definitions where "trigger" = $1 and active_number is not null and id <> $2',
      [flow.trigger, flow.id],
    );
    if (other) throw routingError('routing.another_flow_active', { details: { name: other.name } });
    const number = input.number ?? flow.newest_number;
    requireValid(await readContent(scope, flow.id, number), types);
    return await setActive(scope, flow, number);
  });
}

/**
 * Messages start no instance of the flow any more; what runs already goes on to its end.
 * @throws AppError `access.not_permitted`, `routing.flow_not_found`
 */
export async function deactivateFlow(outer: WriteScope, id: string): Promise<FlowView> {
  requirePermission(outer.actor, 'routing.configure');
  return await inTransaction(outer, async (scope) => await setActive(scope, await lockFlow(scope, id), null));
}

async function setActive(
  scope: WriteScope,
  flow: { readonly id: string; readonly active_number: number | null },
  number: number | null,
): Promise<FlowView> {
  await query(
    scope.em,
    `update flow_definitions set active_number = $2::int, updated_at = $3, version = version + 1,
       activated_at = case when $2::int is null then null when active_number is null then $3::timestamptz else activated_at end
     where id = $1`,
    [flow.id, number, scope.clock.now()],
  );
  appendAudit(scope, {
    action: number === null ? 'flow.deactivated' : 'flow.activated',
    entity: 'flow_definitions',
    entityId: flow.id,
    before: { active_number: flow.active_number },
    after: { active_number: number },
  });
  await scope.em.flush();
  scope.events.publish('routing.flow_changed', { id: flow.id });
  return await readFlow(scope, flow.id);
}

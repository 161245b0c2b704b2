import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { FlowView, UpdateFlow } from '../../../kernel/contracts/routing.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { routingError } from '../errors.ts';
import type { NodeType } from '../nodes/node.ts';
import type { WriteScope } from '../routing-scope.ts';
import { addVersion } from './add-version.ts';
import { requireValid } from './check-definition.ts';
import { requireFreeName } from './create-flow.ts';
import { lockFlow } from './flow-row.ts';
import { readFlow } from './flow-view.ts';

/**
 * Changes a flow's name or words; a content becomes its newest version. What is active, and what runs, stays as it is.
 * @throws AppError `access.not_permitted`, `routing.flow_not_found`, `routing.stale_version`, `routing.flow_invalid`,
 * `routing.flow_name_taken`
 */
export async function updateFlow(
  outer: WriteScope,
  types: readonly NodeType[],
  input: UpdateFlow & { readonly id: string },
): Promise<FlowView> {
  requirePermission(outer.actor, 'routing.configure');
  if (input.content) requireValid(input.content, types);
  return await inTransaction(outer, async (scope) => {
    const before = await lockFlow(scope, input.id);
    if (before.version !== input.version)
      throw routingError('routing.stale_version', { details: { current_version: before.version } });
    if (input.name) await requireFreeName(scope, input.name, input.id);
    const after = {
      name: input.name ?? before.name,
      description: input.description ?? before.description,
      newest_number: before.newest_number + (input.content ? 1 : 0),
    };
    await query(
      scope.em,
      `update flow_definitions set name = $2, description = $3, newest_number = $4, updated_at = $5, version = version + 1
       where id = $1`,
      [input.id, after.name, after.description, after.newest_number, scope.clock.now()],
    );
    if (input.content)
      await addVersion(scope, {
        definition_id: input.id,
        number: after.newest_number,
        content: input.content,
        note: input.note,
      });
    appendAudit(scope, { action: 'flow.updated', entity: 'flow_definitions', entityId: input.id, before, after });
    await scope.em.flush();
    scope.events.publish('routing.flow_changed', { id: input.id });
    return await readFlow(scope, input.id);
  });
}

import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CreateFlow, FlowView } from '../../../kernel/contracts/routing.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { routingError } from '../errors.ts';
import type { NodeType } from '../nodes/node.ts';
import type { WriteScope } from '../routing-scope.ts';
import { addVersion } from './add-version.ts';
import { requireValid } from './check-definition.ts';
import { readFlow } from './flow-view.ts';

/**
 * Makes a flow with its first version; it does not run before it is activated.
 * @throws AppError `access.not_permitted`, `routing.flow_invalid`, `routing.flow_name_taken`
 */
export async function createFlow(outer: WriteScope, types: readonly NodeType[], input: CreateFlow): Promise<FlowView> {
  requirePermission(outer.actor, 'routing.configure');
  requireValid(input.content, types);
  return await inTransaction(outer, async (scope) => {
    await requireFreeName(scope, input.name);
    const id = newId();
    await query(
      scope.em,
      `insert into flow_definitions (id, name, description, "trigger", newest_number, created_at, updated_at)
       values ($1, $2, $3, $4, 1, $5, $5)`,
      [id, input.name, input.description, input.trigger, scope.clock.now()],
    );
    await addVersion(scope, { definition_id: id, number: 1, content: input.content, note: input.note });
    const after = { name: input.name, description: input.description, trigger: input.trigger, number: 1 };
    appendAudit(scope, { action: 'flow.created', entity: 'flow_definitions', entityId: id, after });
    await scope.em.flush();
    scope.events.publish('routing.flow_changed', { id });
    return await readFlow(scope, id);
  });
}

/** @throws AppError `routing.flow_name_taken` */
export async function requireFreeName(
  scope: Pick<WriteScope, 'em'>,
  name: string,
  but: string | null = null,
): Promise<void> {
  const taken = await queryOne(
    scope.em,
    'select 1 as one from flow_definitions where name = $1 and id is distinct from $2',
    [name, but],
  );
  if (taken) throw routingError('routing.flow_name_taken', { details: { name } });
}

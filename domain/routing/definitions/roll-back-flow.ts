import { requirePermission } from '../../../kernel/actor.ts';
import type { FlowView } from '../../../kernel/contracts/routing.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { NodeType } from '../nodes/node.ts';
import type { WriteScope } from '../routing-scope.ts';
import { lockFlow, readContent } from './flow-row.ts';
import { updateFlow } from './update-flow.ts';

/**
 * Makes an old version the newest again: its content becomes a version of its own, so that the history stays as it was.
 * @throws AppError `access.not_permitted`, `routing.flow_not_found`, `routing.version_not_found`, `routing.flow_invalid`
 */
export async function rollBackFlow(
  outer: WriteScope,
  types: readonly NodeType[],
  input: { readonly id: string; readonly number: number; readonly note: string },
): Promise<FlowView> {
  requirePermission(outer.actor, 'routing.configure');
  return await inTransaction(outer, async (scope) => {
    const { version } = await lockFlow(scope, input.id);
    const content = await readContent(scope, input.id, input.number);
    const note = input.note || `恢复第 ${input.number} 版`;
    return await updateFlow(scope, types, { id: input.id, version, content, note });
  });
}

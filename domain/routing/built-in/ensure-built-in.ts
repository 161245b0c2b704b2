import { queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { activateFlow } from '../definitions/activate-flow.ts';
import { createFlow } from '../definitions/create-flow.ts';
import type { NodeType } from '../nodes/node.ts';
import type { WriteScope } from '../routing-scope.ts';
import { UNIFIED_ROUTING } from './unified-routing.ts';

/**
 * Puts the built-in flow into a store that has no flow yet, as version 1, active. An organisation that deleted or changed it
 * keeps what it has.
 * @returns `there` when there is a flow already, `incomplete` when this build lacks node types the flow is drawn with
 */
export async function ensureBuiltIn(
  outer: WriteScope,
  types: readonly NodeType[],
): Promise<'made' | 'there' | 'incomplete'> {
  const known = new Set<string>(types.map(({ type }) => type));
  if (UNIFIED_ROUTING.content.nodes.some(({ type }) => !known.has(type))) return 'incomplete';
  return await inTransaction(outer, async (scope) => {
    // Several processes start at once: the second one waits here and finds the flow.
    await queryOne(scope.em, `select pg_advisory_xact_lock(hashtextextended('built-in-flow', 0))`);
    const some = await queryOne(scope.em, 'select 1 as one from flow_definitions limit 1');
    if (some) return 'there';
    const { id } = await createFlow(scope, types, UNIFIED_ROUTING);
    await activateFlow(scope, types, { id });
    return 'made';
  });
}

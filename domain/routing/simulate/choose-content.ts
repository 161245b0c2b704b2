import { queryOne } from '../../../db/query.ts';
import type { FlowContent } from '../../../kernel/contracts/routing.ts';
import { readFlow } from '../definitions/flow-view.ts';
import { readContent } from '../definitions/flow-row.ts';
import { requireValid } from '../definitions/check-definition.ts';
import { planFlow, type FlowPlan } from '../definitions/flow-plan.ts';
import { routingError } from '../errors.ts';
import type { NodeType } from '../nodes/node.ts';
import type { ReadingScope } from '../routing-scope.ts';

/** Which flow is meant: one that is drawn just now, a version of a flow, its newest one; else the active one. */
export interface Chosen {
  readonly content?: FlowContent | undefined;
  readonly definition_id?: string | undefined;
  readonly number?: number | undefined;
}

/**
 * The flow to think through, checked and ready.
 * @throws AppError `routing.flow_invalid`, `routing.flow_not_found`, `routing.version_not_found`, `routing.nothing_to_replay`
 */
export async function choosePlan(
  scope: Pick<ReadingScope, 'em'>,
  types: readonly NodeType[],
  chosen: Chosen,
): Promise<FlowPlan> {
  const content = chosen.content ?? (await storedContent(scope, chosen));
  requireValid(content, types);
  return planFlow(content, types);
}

async function storedContent(scope: Pick<ReadingScope, 'em'>, chosen: Chosen): Promise<FlowContent> {
  if (chosen.definition_id) {
    const flow = await readFlow(scope, chosen.definition_id);
    return await readContent(scope, flow.id, chosen.number ?? flow.newest_number);
  }
  const active = await queryOne<{ content: FlowContent }>(
    scope.em,
    `select v.content from flow_definitions d join flow_versions v on v.definition_id = d.id and v.number = d.active_number
     where d."trigger" = 'message_received'`,
  );
  if (!active) throw routingError('routing.nothing_to_replay');
  return active.content;
}

import { EFFECTS } from '../../domain/routing/effects/registry.ts';
import { NODES } from '../../domain/routing/nodes/registry.ts';
import { READ_LIMIT_MS, type FlowEngine } from '../../domain/routing/running/flow-engine.ts';
import { walkFlow } from '../../graphs/flow/walk-flow.ts';
import type { ServiceParts } from '../parts.ts';
import { channelScope } from '../service-scope.ts';

/** What tests put in the place of the service's own. */
export type RoutingOverrides = Partial<Pick<FlowEngine, 'nodes' | 'effects' | 'assistant' | 'readLimitMs'>>;

/** The flow engine composed: who understands, who walks, with what it writes. */
export function composeRouting(
  parts: Omit<ServiceParts, 'routing' | 'sop'>,
  overrides: RoutingOverrides = {},
): FlowEngine {
  return {
    scope: () => channelScope(parts),
    assistant: parts.assistant,
    random: parts.random,
    walk: walkFlow,
    nodes: NODES,
    effects: EFFECTS,
    logger: parts.logger,
    readLimitMs: READ_LIMIT_MS,
    ...overrides,
  };
}

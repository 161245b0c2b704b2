import { ERROR_WAY, type FlowContent, type FlowNode } from '../../../kernel/contracts/routing.ts';
import { routingError } from '../errors.ts';
import type { NodeType } from '../nodes/node.ts';

/** One node of a flow, ready to run. */
export interface PlannedNode {
  readonly node: FlowNode;
  readonly type: NodeType;
  readonly config: unknown;
  /** Where each way leads. */
  readonly leads: ReadonlyMap<string, string>;
}

/** A version of a flow, ready to run. */
export interface FlowPlan {
  readonly entry: string;
  readonly nodes: ReadonlyMap<string, PlannedNode>;
}

/**
 * Makes a checked content ready to run.
 * @throws AppError `routing.node_type_unknown` when the build that runs it has lost a type since
 */
export function planFlow(content: FlowContent, types: readonly NodeType[]): FlowPlan {
  const nodes = new Map<string, PlannedNode>();
  for (const node of content.nodes) {
    const type = types.find((one) => one.type === node.type);
    if (!type) throw routingError('routing.node_type_unknown', { details: { type: node.type } });
    const drawn = content.edges.filter((edge) => edge.from === node.id);
    nodes.set(node.id, {
      node,
      type,
      config: type.config.parse(node.config),
      leads: new Map(drawn.map((edge) => [edge.way, edge.to])),
    });
  }
  const entry = content.nodes.find((node) => node.type === 'TRIGGER_WEBHOOK');
  if (!entry) throw routingError('routing.node_type_unknown', { details: { type: 'TRIGGER_WEBHOOK' } });
  return { entry: entry.id, nodes };
}

/**
 * Where a way of a node leads.
 * @throws AppError `routing.way_not_drawn` when the type has learnt a way since the version was drawn
 */
export function nextNode(planned: PlannedNode, way: string): string {
  const next = planned.leads.get(way);
  if (next === undefined) throw routingError('routing.way_not_drawn', { details: { node: planned.node.title, way } });
  return next;
}

/** Where a node that failed is left to; null: the instance fails with it. */
export function errorNode(planned: PlannedNode): string | null {
  return planned.leads.get(ERROR_WAY) ?? null;
}

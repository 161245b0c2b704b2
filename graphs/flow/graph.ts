import { END, START, StateGraph, type LangGraphRunnableConfig } from '@langchain/langgraph';
import type { FlowPlan } from '../../domain/routing/definitions/flow-plan.ts';
import { WalkState, type WalkContext, type WalkStateValue } from './state.ts';

type GraphNode = (state: WalkStateValue, config: LangGraphRunnableConfig) => Promise<Partial<WalkStateValue>>;

/** LangGraph keeps some names for itself; a prefix keeps ours apart from them. */
const nameOf = (nodeId: string): string => `node_${nodeId}`;

/**
 * Compiles a version of a flow: one graph node per flow node, its ways as conditional edges. The walk begins at the node where
 * the instance stands. There is no checkpointer: the instance's row is the truth, written by each step (docs/adr/0022).
 */
export function compileFlow(plan: FlowPlan) {
  const graph = new StateGraph(WalkState) as unknown as LooseGraph;
  for (const id of plan.nodes.keys()) graph.addNode(nameOf(id), takeStep(id));
  graph.addConditionalEdges(START, ({ from }) => nameOf(from), [...plan.nodes.keys()].map(nameOf));
  for (const [id, { leads }] of plan.nodes) {
    const targets = [...new Set(leads.values())].map(nameOf);
    graph.addConditionalEdges(nameOf(id), ({ way }) => follow(leads, way), [...targets, END]);
  }
  return graph.compile();
}

/** Nodes have names a flow brings, which the types of StateGraph want to know beforehand. */
interface LooseGraph {
  addNode(name: string, node: GraphNode): unknown;
  addConditionalEdges(from: string, choose: (state: WalkStateValue) => string, targets: string[]): unknown;
  compile(): { invoke(state: WalkStateValue, options: object): Promise<unknown> };
}

export type FlowGraph = ReturnType<typeof compileFlow>;

function takeStep(id: string): GraphNode {
  return async (_state, config) => {
    const { step } = config.configurable as unknown as WalkContext;
    return await step(id);
  };
}

function follow(leads: ReadonlyMap<string, string>, way: string | null): string {
  const next = way === null ? undefined : leads.get(way);
  return next === undefined ? END : nameOf(next);
}

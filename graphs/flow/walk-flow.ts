import type { FlowPlan } from '../../domain/routing/definitions/flow-plan.ts';
import type { FlowWalk } from '../../domain/routing/running/flow-engine.ts';
import { compileFlow, type FlowGraph } from './graph.ts';

/** A compiled graph lives as long as its plan, and a plan is kept per version. */
const compiled = new WeakMap<FlowPlan, FlowGraph>();

/** Walks a flow by its compiled graph; a way cannot be longer than there are nodes, for there are no circles. */
export const walkFlow: FlowWalk = async (plan, from, step) => {
  const graph = compiled.get(plan) ?? compileFlow(plan);
  compiled.set(plan, graph);
  await graph.invoke({ from, way: null }, { configurable: { step }, recursionLimit: plan.nodes.size + 2 });
};

import { seededRandom } from '../../../kernel/random.ts';
import { nextNode, type FlowPlan, type PlannedNode } from '../definitions/flow-plan.ts';
import type { EffectKind } from '../effects/effect.ts';
import { routingError } from '../errors.ts';
import type { Decision, NodeMoment, ReadScope } from '../nodes/node.ts';
import type { Standing, ThoughtStep } from './flow-steps.ts';

export interface ThinkOptions {
  readonly effects: readonly EffectKind<never>[];
  readonly readLimitMs: number;
}

/**
 * Lets a node look things up and decide. Nothing is written: the same code serves what runs in earnest, a simulation and a
 * replay. The dice are those of the instance and the step, so that a step that is repeated throws the same.
 *
 * @throws AppError `routing.node_timed_out`, `routing.bad_decision`, `routing.way_not_drawn`; what the node throws
 */
export async function thinkStep(
  scope: ReadScope,
  plan: FlowPlan,
  standing: Standing,
  options: ThinkOptions,
): Promise<ThoughtStep> {
  const began = performance.now();
  const planned = plan.nodes.get(standing.nodeId);
  if (!planned) throw routingError('routing.way_not_drawn', { details: { node: standing.nodeId, way: '' } });
  const moment: NodeMoment = {
    now: scope.clock.now(),
    random: seededRandom(standing.seed + standing.steps),
    cause: standing.cause,
    nodeId: standing.nodeId,
    instanceId: standing.instanceId,
    since: standing.since,
  };
  const facts = await readInTime(scope, planned, standing, moment, options.readLimitMs);
  const decision = planned.type.decide(standing.state, facts, planned.config, moment);
  requireFitting(planned, decision, options.effects);
  const next = decision.way === undefined ? null : nextNode(planned, decision.way);
  return { planned, decision, facts, next, durationMs: Math.round(performance.now() - began) };
}

/** A node that hangs is left alone after its time; what it still finds out goes nowhere. */
async function readInTime(
  scope: ReadScope,
  { node, type, config }: PlannedNode,
  { state }: Standing,
  moment: NodeMoment,
  limitMs: number,
): Promise<unknown> {
  const limit = new AbortController();
  const signal = AbortSignal.any([scope.signal, limit.signal]);
  const late = routingError('routing.node_timed_out', { details: { node: node.title, seconds: limitMs / 1000 } });
  const timer = setTimeout(() => limit.abort(late), limitMs);
  try {
    signal.throwIfAborted();
    return await new Promise<unknown>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      type.read({ ...scope, signal }, state, config, moment).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}

/** @throws AppError `routing.bad_decision` */
function requireFitting({ node, type, config }: PlannedNode, decision: Decision, kinds: ThinkOptions['effects']): void {
  const problems: string[] = [];
  const ways = Object.keys(type.ways(config));
  if (decision.reason.trim() === '') problems.push('no reason');
  if (decision.wait && !type.waits) problems.push('a wait of a type that does not wait');
  if (decision.way !== undefined && decision.wait) problems.push('a way and a wait');
  if (decision.way !== undefined && !ways.includes(decision.way)) problems.push(`unknown way ${decision.way}`);
  if (decision.way === undefined && !decision.wait && ways.length > 0) problems.push('neither a way nor a wait');
  for (const { kind, payload } of decision.effects ?? []) {
    const known = kinds.find((one) => one.kind === kind);
    if (!known) problems.push(`unknown effect ${kind}`);
    else if (!known.payload.safeParse(payload).success) problems.push(`payload of ${kind}`);
  }
  if (problems.length > 0)
    throw routingError('routing.bad_decision', { details: { node: node.title, problems: problems.join(', ') } });
}

import type { EntityManager } from '../../../db/orm.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { SimulatedStep, Simulation } from '../../../kernel/contracts/routing-simulation.ts';
import { toAppError } from '../../../kernel/errors.ts';
import type { AssistantPort } from '../../assistant.port.ts';
import { errorNode, type FlowPlan } from '../definitions/flow-plan.ts';
import type { FlowState } from '../flow-state.ts';
import { effectTitle } from '../instances/instance-view.ts';
import type { Assumptions } from '../nodes/node.ts';
import { MAX_STEPS, type FlowEngine } from '../running/flow-engine.ts';
import type { Standing, ThoughtStep } from '../running/flow-steps.ts';
import { thinkStep } from '../running/think-step.ts';

/** How often one node may wait before a simulation stops there. */
const MOST_WAITS = 5;

export interface Imagined {
  readonly em: EntityManager;
  readonly plan: FlowPlan;
  readonly message: FlowState['message'];
  readonly now: Date;
  readonly seed: number;
  readonly instanceId: string;
  readonly assume?: Assumptions;
  readonly assistant?: AssistantPort;
  readonly signal: AbortSignal;
}

/**
 * Lets a message go through a flow in thought: the very steps that run in earnest, without what comes after a decision. Where
 * a node waits, its time passes at once. Nothing is written.
 */
export async function simulateFlow(
  engine: Pick<FlowEngine, 'assistant' | 'effects' | 'readLimitMs' | 'walk'>,
  imagined: Imagined,
): Promise<Simulation> {
  const { plan } = imagined;
  const path: SimulatedStep[] = [];
  let state: FlowState = { message: imagined.message };
  let now = imagined.now;
  let failed: string | null = null;
  let from: string | null = plan.entry;
  while (from !== null) {
    let again: string | null = null;
    await engine.walk(plan, from, async (nodeId) => {
      let standing: Standing = { ...standingOf(imagined, state, path.length), nodeId, since: now };
      for (let waits = 0; waits <= MOST_WAITS && path.length < MAX_STEPS; waits += 1) {
        const step = await tryStep(engine, imagined, standing, clockAt(now));
        path.push(viewOf(plan, standing, step, now));
        if (!('decision' in step)) {
          const planned = plan.nodes.get(nodeId)!;
          again = errorNode(planned);
          failed = again === null ? step.sentence : null;
          return { way: null };
        }
        state = { ...state, ...step.decision.changes };
        const { wait } = step.decision;
        if (!wait) return { way: step.decision.way ?? null };
        now = new Date(Math.max(wait.until.getTime(), now.getTime() + 1000));
        standing = { ...standing, state, cause: 'time_up', steps: path.length };
      }
      failed = '等待的次数太多，模拟到此为止';
      return { way: null };
    });
    from = again;
  }
  return { path, ended: failed === null, error: failed, ended_at: now.toISOString(), state: { ...state } };
}

function standingOf(
  { instanceId, seed }: Imagined,
  state: FlowState,
  steps: number,
): Omit<Standing, 'nodeId' | 'since'> {
  return { instanceId, state, cause: 'arrived', seed, steps };
}

type Tried = ThoughtStep | { readonly sentence: string; readonly code: string };

async function tryStep(
  engine: Pick<FlowEngine, 'assistant' | 'effects' | 'readLimitMs'>,
  imagined: Imagined,
  standing: Standing,
  clock: Clock,
): Promise<Tried> {
  const { em, signal, assume } = imagined;
  const scope = { em, clock, signal, assistant: imagined.assistant ?? engine.assistant };
  try {
    return await thinkStep(assume ? { ...scope, assume } : scope, imagined.plan, standing, engine);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const error = toAppError(thrown);
    return { sentence: error.sentence('zh'), code: error.code };
  }
}

function viewOf(plan: FlowPlan, { nodeId, cause }: Standing, step: Tried, now: Date): SimulatedStep {
  const { node } = plan.nodes.get(nodeId)!;
  const place = { node_id: nodeId, node_type: node.type, node_title: node.title, cause, at: now.toISOString() };
  if (!('decision' in step))
    return {
      ...place,
      way: null,
      reason: step.sentence,
      details: {},
      effects: [],
      waits_until: null,
      error: step.code,
    };
  const { way, reason, details, effects, wait } = step.decision;
  return {
    ...place,
    way: way ?? null,
    reason,
    details: { ...details },
    effects: (effects ?? []).map(({ kind, payload }) => ({ kind, title: effectTitle(kind), payload: { ...payload } })),
    waits_until: wait?.until.toISOString() ?? null,
    error: null,
  };
}

function clockAt(moment: Date): Clock {
  return { now: () => new Date(moment) };
}

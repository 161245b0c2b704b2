import { queryOne } from '../../../db/query.ts';
import type { FlowContent } from '../../../kernel/contracts/routing.ts';
import { toAppError } from '../../../kernel/errors.ts';
import { planFlow, type FlowPlan } from '../definitions/flow-plan.ts';
import { routingError } from '../errors.ts';
import { FlowState } from '../flow-state.ts';
import { claimInstance, releaseInstance } from './claim-instance.ts';
import { commitStep, takeSnapshot } from './commit-step.ts';
import { failStep } from './fail-step.ts';
import { MAX_STEPS, type FlowEngine, type StepEnd } from './flow-engine.ts';
import type { ThoughtStep } from './flow-steps.ts';
import type { InstanceRow } from './instance-row.ts';
import { thinkStep } from './think-step.ts';
import { keepTimer, wakeDue } from './wake-instances.ts';

/** Plans of versions; a version never changes. */
const plans = new WeakMap<FlowEngine, Map<string, FlowPlan>>();
const MOST_PLANS = 50;

/**
 * Carries on everything in a conversation that can go on, one instance after the other, until each is over, waits, or is
 * carried by another process. Whoever ends an instance looks again, so nothing is left for which nobody was woken.
 */
export async function runConversation(engine: FlowEngine, conversationId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await wakeDue(engine.scope(), conversationId);
    const held = await claimInstance(engine.scope(), conversationId);
    if (!held) {
      await keepTimer(engine.scope(), conversationId);
      return;
    }
    try {
      await runInstance(engine, held, signal);
    } catch (thrown) {
      if (!signal.aborted && toAppError(thrown).kind !== 'transient') {
        // It would fail the same way again and keep what the person says next waiting.
        await failStep(engine, held, undefined, thrown);
        continue;
      }
      // The process is told to stop, or the database is away: somebody goes on from the last step that was written.
      await releaseInstance(engine.scope(), held).catch(() => undefined);
      throw thrown;
    }
  }
}

/** Where an instance stands while it is carried; the row says the same after each step. */
interface Carried {
  state: FlowState;
  since: Date;
  steps: number;
  arrived: boolean;
}

async function runInstance(engine: FlowEngine, held: InstanceRow, signal: AbortSignal): Promise<void> {
  let plan: FlowPlan;
  let state: FlowState;
  try {
    plan = await planOf(engine, held.flow_version_id);
    state = FlowState.parse(held.state);
  } catch (thrown) {
    await failStep(engine, held, undefined, thrown);
    return;
  }
  const carried: Carried = { state, since: held.node_since, steps: held.steps, arrived: false };
  let from: string | null = held.node_id ?? plan.entry;
  // A step that failed and goes on by its way `error`, or was woken while it made up its mind, is walked from there anew.
  while (from !== null) {
    let again: string | null = null;
    await engine.walk(plan, from, async (nodeId) => {
      const end = await takeStep(engine, plan, held, carried, nodeId, signal);
      again = end.again ?? null;
      return { way: end.way };
    });
    from = again;
  }
}

type Taken = StepEnd & { readonly again?: string };

async function takeStep(
  engine: FlowEngine,
  plan: FlowPlan,
  held: InstanceRow,
  carried: Carried,
  nodeId: string,
  signal: AbortSignal,
): Promise<Taken> {
  signal.throwIfAborted();
  try {
    if (carried.steps >= MAX_STEPS) throw routingError('routing.too_many_steps', { details: { steps: MAX_STEPS } });
    const scope = engine.scope();
    const snapshot = await takeSnapshot(scope);
    const step = await think(engine, plan, held, carried, nodeId, signal);
    const committed = await commitStep(engine, held, carried.state, step, snapshot);
    carried.steps += 1;
    if (committed.kind === 'woken') return wokenAgain(held, carried, nodeId);
    if (committed.kind !== 'moved') return { way: null };
    Object.assign(carried, { state: committed.state, since: committed.since, arrived: true });
    return { way: step.decision.way! };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    engine.logger.warn({ error: thrown, instanceId: held.id, nodeId }, 'A node of a flow failed');
    const failed = await failStep(engine, held, plan.nodes.get(nodeId), thrown);
    carried.steps += 1;
    if (failed.kind !== 'moved') return { way: null };
    Object.assign(carried, { since: failed.since, arrived: true });
    return { way: null, again: failed.to };
  }
}

/** The row says `signalled` by now. */
function wokenAgain(held: InstanceRow, carried: Carried, nodeId: string): Taken {
  Object.assign(held, { cause: 'signalled' });
  carried.arrived = false;
  return { way: null, again: nodeId };
}

async function think(
  engine: FlowEngine,
  plan: FlowPlan,
  held: InstanceRow,
  carried: Carried,
  nodeId: string,
  signal: AbortSignal,
): Promise<ThoughtStep> {
  const { em, clock } = engine.scope();
  return await thinkStep(
    { em, clock, assistant: engine.assistant, signal },
    plan,
    {
      instanceId: held.id,
      nodeId,
      state: carried.state,
      cause: carried.arrived ? 'arrived' : held.cause,
      since: carried.since,
      seed: held.seed,
      steps: carried.steps,
    },
    engine,
  );
}

/** @throws AppError `routing.node_type_unknown` */
async function planOf(engine: FlowEngine, versionId: string): Promise<FlowPlan> {
  const known = plans.get(engine) ?? new Map<string, FlowPlan>();
  plans.set(engine, known);
  const planned = known.get(versionId);
  if (planned) return planned;
  const row = await queryOne<{ content: FlowContent }>(
    engine.scope().em,
    'select content from flow_versions where id = $1',
    [versionId],
  );
  const plan = planFlow(row!.content, engine.nodes);
  const [oldest] = known.keys();
  if (known.size >= MOST_PLANS && oldest) known.delete(oldest);
  known.set(versionId, plan);
  return plan;
}

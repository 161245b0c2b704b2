import type { NodeCause } from '../../../kernel/contracts/routing.ts';
import type { FlowPlan } from '../definitions/flow-plan.ts';
import { routingError } from '../errors.ts';
import { FlowState } from '../flow-state.ts';
import { commitSteps, takeSnapshot, type Committed, type PendingStep } from './commit-steps.ts';
import { failStep } from './fail-step.ts';
import { MAX_STEPS, type FlowEngine, type StepEnd } from './flow-engine.ts';
import type { InstanceRow } from './instance-row.ts';
import { isToBeWritten } from './is-to-be-written.ts';
import { planOf } from './plan-of.ts';
import { thinkStep } from './think-step.ts';

/** An instance while it is carried. Its row stands where the first pending step begins. */
interface Carried {
  readonly engine: FlowEngine;
  readonly plan: FlowPlan;
  readonly held: InstanceRow;
  readonly signal: AbortSignal;
  state: FlowState;
  since: Date;
  cause: NodeCause;
  /** Steps that were made, pending ones too. */
  steps: number;
  /** Made and not written yet, in their order. */
  pending: PendingStep[];
  /** `performance.now()` when it was last written. */
  writtenAt: number;
}

/** Carries a claimed instance on until it is over or waits, or was taken by somebody else. */
export async function runInstance(engine: FlowEngine, held: InstanceRow, signal: AbortSignal): Promise<void> {
  let plan: FlowPlan;
  let state: FlowState;
  try {
    plan = await planOf(engine, held.flow_version_id);
    state = FlowState.parse(held.state);
  } catch (thrown) {
    await failStep(engine, held, undefined, thrown);
    return;
  }
  const { node_since: since, cause, steps } = held;
  const carried: Carried = {
    engine,
    plan,
    held,
    signal,
    state,
    since,
    cause,
    steps,
    pending: [],
    writtenAt: performance.now(),
  };
  let from: string | null = held.node_id ?? plan.entry;
  // A step that failed and goes on by its way `error`, or was woken while it made up its mind, is walked from there anew.
  while (from !== null) {
    let again: string | null = null;
    await engine.walk(plan, from, async (nodeId) => {
      const end = await takeStep(carried, nodeId);
      again = end.again ?? null;
      return { way: end.way };
    });
    from = again;
  }
}

type Taken = StepEnd & { readonly again?: string };

async function takeStep(carried: Carried, nodeId: string): Promise<Taken> {
  carried.signal.throwIfAborted();
  let thought: { readonly step: PendingStep; readonly snapshot: string | null };
  try {
    thought = await think(carried, nodeId);
  } catch (thrown) {
    if (carried.signal.aborted) throw thrown;
    return (await writePending(carried)) ?? (await fail(carried, nodeId, thrown));
  }
  const { step, snapshot } = thought;
  carried.pending.push(step);
  carried.steps += 1;
  Object.assign(carried, { state: step.state, since: step.at, cause: 'arrived' });
  const unwritten = { steps: carried.pending.length, ms: performance.now() - carried.writtenAt };
  if (!isToBeWritten(step, carried.engine.effects, unwritten)) return { way: step.decision.way! };
  return (await writePending(carried, snapshot)) ?? { way: step.decision.way! };
}

/** @throws what the node throws; AppError `routing.too_many_steps`; ZodError when it changes the state to what it may not be */
async function think(
  { engine, plan, held, signal, ...carried }: Carried,
  nodeId: string,
): Promise<{ readonly step: PendingStep; readonly snapshot: string | null }> {
  const { state, cause, since, steps } = carried;
  if (steps >= MAX_STEPS) throw routingError('routing.too_many_steps', { details: { steps: MAX_STEPS } });
  const { em, clock } = engine.scope();
  const snapshot = plan.nodes.get(nodeId)?.type.waits ? await takeSnapshot({ em }) : null;
  const step = await thinkStep(
    { em, clock, assistant: engine.assistant, signal },
    plan,
    { instanceId: held.id, nodeId, state, cause, since, seed: held.seed, steps },
    engine,
  );
  const changed = FlowState.parse({ ...state, ...step.decision.changes });
  return { step: { ...step, seq: steps + 1, cause, since, at: clock.now(), state: changed }, snapshot };
}

/**
 * Writes what is pending, together; where that fails, step by step, so that what failed is the one step that cannot be written.
 * @returns how the walk ends; undefined: it goes on
 */
async function writePending(carried: Carried, snapshot: string | null = null): Promise<Taken | undefined> {
  const { engine, held, signal, pending } = carried;
  if (pending.length === 0) return undefined;
  carried.pending = [];
  try {
    return follow(carried, pending.at(-1)!, await commitSteps(engine, held, pending, snapshot));
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    if (pending.length === 1) return await failPending(carried, pending[0]!, thrown);
  }
  for (const step of pending) {
    carried.pending = [step];
    const end = await writePending(carried, snapshot);
    if (end) return end;
  }
  return undefined;
}

function follow(carried: Carried, last: PendingStep, committed: Committed): Taken | undefined {
  carried.writtenAt = performance.now();
  if (committed.kind === 'moved') {
    carried.since = committed.since;
    return undefined;
  }
  if (committed.kind !== 'woken') return { way: null };
  // The row says `signalled` by now.
  Object.assign(carried, { since: last.since, cause: 'signalled' });
  return { way: null, again: last.planned.node.id };
}

/** A step that cannot be written was not made, and neither was what came after it. */
async function failPending(carried: Carried, step: PendingStep, thrown: unknown): Promise<Taken> {
  carried.steps = step.seq - 1;
  return await fail(carried, step.planned.node.id, thrown);
}

async function fail(carried: Carried, nodeId: string, thrown: unknown): Promise<Taken> {
  const { engine, plan, held } = carried;
  engine.logger.warn({ error: thrown, instanceId: held.id, nodeId }, 'A node of a flow failed');
  const failed = await failStep(engine, held, plan.nodes.get(nodeId), thrown);
  carried.steps += 1;
  if (failed.kind !== 'moved') return { way: null };
  Object.assign(carried, { since: failed.since, cause: 'arrived' });
  return { way: null, again: failed.to };
}

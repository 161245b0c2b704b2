import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import type { SopStep } from '../../../kernel/contracts/sop.ts';
import { sopActionOf } from '../actions/registry.ts';
import { change, tell, writeTask, type Carried, type TaskWrite } from './carried.ts';
import type { SopHands } from './hands.ts';
import type { InstanceRow } from './instance-row.ts';
import { nextStep } from './next-step.ts';

/** What an instance is carried with. */
export interface CarryEnv {
  readonly now: Date;
  readonly hands: SopHands;
  /** What conditions may name, with the instance's variables. */
  readonly catalogue: (variables: SopVariables) => FieldCatalogue;
  /** A step failed by a fault of ours. */
  readonly onBug: (thrown: unknown, row: InstanceRow) => void;
}

export type Holds = (condition: Condition) => boolean;

interface Leaving extends Partial<Pick<TaskWrite, 'output_data' | 'command_id' | 'error'>> {
  readonly way: string;
  /** The way it goes by where nobody drew `way`. */
  readonly instead?: string;
  readonly reason: string;
  readonly status?: 'completed' | 'skipped' | 'failed';
}

/** Leaves a step by a way: to the next one, or the sequence is completed. */
export function leave(
  carried: Carried,
  env: Pick<CarryEnv, 'now'>,
  step: SopStep,
  leaving: Leaving,
  holds: Holds,
): void {
  const { instead, status = 'completed', ...task } = leaving;
  writeTask(carried, step, env.now, { ...task, status });
  const to = nextStep(step, leaving.way, holds, instead);
  const told = status === 'failed' ? 'sop_step_failed' : 'sop_step_completed';
  if (to === null) {
    tell(carried, told, env.now, step.name);
    complete(carried, env, { outcome: 'done', reason: '流程走完了' });
    return;
  }
  moveTo(carried, env, to);
  tell(carried, told, env.now, step.name);
}

/** Stands at a step from now on, with nothing waited for. */
export function moveTo(carried: Carried, env: Pick<CarryEnv, 'now'>, stepId: string): void {
  const { plan, row } = carried;
  const index = plan.index.get(stepId) ?? null;
  const share = index === null ? row.progress : Math.round((100 * index) / plan.content.steps.length);
  const { answer: _answer, replies: _replies, judge: _judge, sending: _sending, ...context } = row.context_data;
  change(carried, {
    step_id: stepId,
    step_index: index,
    step_since: env.now,
    progress: Math.max(row.progress, Math.min(99, share)),
    due_at: env.now,
    waits_for: null,
    waits_on: null,
    attempts: 0,
    error: null,
    context_data: context,
  });
}

interface Outcome {
  readonly outcome: string;
  readonly reason: string;
}

/** The sequence came to its end. */
export function complete(carried: Carried, env: Pick<CarryEnv, 'now'>, outcome: Outcome): void {
  end(carried, env, { status: 'completed', progress: 100, result: { ...outcome }, error: null });
}

/** The sequence is given up, with a sentence that says why. */
export function fail(carried: Carried, env: Pick<CarryEnv, 'now'>, sentence: string): void {
  end(carried, env, {
    status: 'failed',
    result: { outcome: 'failed', reason: sentence },
    error: sentence.slice(0, 300),
    keepStep: true,
  });
}

/** The sequence is ended before its time. */
export function cancel(carried: Carried, env: Pick<CarryEnv, 'now'>, outcome: Outcome): void {
  end(carried, env, { status: 'cancelled', result: { ...outcome }, error: null, keepStep: true });
}

/** What failed keeps its place: a person may have the step tried again from there. */
function end(
  carried: Carried,
  env: Pick<CarryEnv, 'now'>,
  { keepStep = false, ...ended }: Partial<InstanceRow> & { readonly keepStep?: boolean },
): void {
  change(carried, {
    ...ended,
    ...(keepStep ? {} : { step_id: null, step_index: null }),
    due_at: null,
    waits_for: null,
    waits_on: null,
    pause_reason: null,
    paused_at: null,
    resume_at: null,
    ended_at: env.now,
  });
  tell(carried, ended.status === 'cancelled' ? 'sop_instance_cancelled' : 'sop_instance_completed', env.now);
}

/**
 * What was to be sent may not be, or did not arrive: the template says whether that ends the sequence, is passed over, or is
 * a matter for a colleague, for whom the sequence waits.
 * @returns whether it stays where it is
 */
export async function notSent(
  carried: Carried,
  env: CarryEnv,
  step: SopStep,
  why: string,
  part: Partial<Pick<TaskWrite, 'output_data' | 'command_id'>>,
  holds: Holds,
): Promise<boolean> {
  const reason = `没有发出：${why}`;
  const rule = carried.plan.content.settings.on_not_sent;
  if (rule === 'continue') {
    const way = Object.keys(sopActionOf(step.action_type).ways(step.config))[0] ?? 'done';
    leave(carried, env, step, { ...part, way, reason, status: 'failed', error: 'not_sent' }, holds);
    return false;
  }
  writeTask(carried, step, env.now, { ...part, status: 'failed', reason, error: 'not_sent' });
  tell(carried, 'sop_step_failed', env.now, step.name);
  if (rule === 'stop') {
    fail(carried, env, reason);
    return true;
  }
  await env.hands.askColleague(carried, `“${step.name}”${reason}`);
  change(carried, {
    status: 'paused',
    pause_reason: 'by_hand',
    paused_at: env.now,
    due_at: env.now,
    waits_for: null,
    waits_on: null,
    error: reason.slice(0, 300),
    context_data: { ...carried.row.context_data, at_once: true },
  });
  tell(carried, 'sop_instance_paused', env.now, step.name);
  return true;
}

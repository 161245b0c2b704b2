import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import {
  type SopContent,
  type SopContentInput,
  type SopNext,
  type SopProblem,
  type SopStep,
  type SopStepInput,
  type SopTriggerConfig,
} from '../../../kernel/contracts/sop.ts';
import { SOP_ACTIONS } from '../actions/registry.ts';
import { normalizeConditions } from '../language/normalize-conditions.ts';
import { atStep, problemOf } from './sop-problem.ts';
import { configOf } from './wire-config.ts';

/** A content as it is kept, or what of it cannot be read. */
export interface NormalContent {
  /** Null where there are problems: what cannot be read cannot be kept either. */
  readonly content: SopContent | null;
  readonly problems: readonly SopProblem[];
}

/**
 * A sequence as it is written, in the shape it is kept and carried out in: the action's fields gathered in `config` and filled
 * up, short conditions as the one grammar, plain names in `next_steps` with their ways, missing `next_steps` as the following
 * step. Whether it makes sense is asked by `checkContent`; here only what cannot be kept is a problem.
 */
export function normalizeContent(input: SopContentInput, fields: FieldCatalogue): NormalContent {
  const problems: SopProblem[] = [];
  const read = (place: { step: SopStepInput | null; field: string }, written: SopStepInput['conditions']) => {
    const normal = normalizeConditions(written, fields);
    for (const zh of normal.problems)
      problems.push(problemOf('bad_conditions', place.step, place.field, zh, `the condition cannot be read: ${zh}`));
    return normal.condition;
  };
  const steps = input.steps.map((step, at) => normalStep(step, input.steps[at + 1], problems, read));
  const content: SopContent = {
    steps: steps.filter((step) => step !== null),
    trigger_config: {
      ...withTriggerType(input.trigger_config),
      conditions: read({ step: null, field: 'trigger_config.conditions' }, input.trigger_config.conditions),
    },
    target_config: {
      ...input.target_config,
      conditions: read({ step: null, field: 'target_config.conditions' }, input.target_config.conditions),
    },
    settings: input.settings,
  };
  return problems.length > 0 ? { content: null, problems } : { content, problems };
}

type ReadConditions = (
  place: { step: SopStepInput; field: string },
  written: SopStepInput['conditions'],
) => Condition | null;

function normalStep(
  step: SopStepInput,
  following: SopStepInput | undefined,
  problems: SopProblem[],
  read: ReadConditions,
): SopStep | null {
  const action = SOP_ACTIONS.find(({ type }) => type === step.action_type);
  if (!action) {
    const known = SOP_ACTIONS.map(({ type }) => type).join('、');
    problems.push(
      atStep(
        step,
        'unknown_action',
        'action_type',
        `没有动作“${step.action_type}”，可以用 ${known}`,
        `there is no action ${step.action_type}`,
      ),
    );
    return null;
  }
  const own = configOf(action.type, step);
  // A check may be written in the short form too.
  if (step.action_type === 'condition_check' && typeof own['check'] === 'object')
    own['check'] = read({ step, field: 'check' }, own['check'] as SopStepInput['conditions']);
  const config = action.config.safeParse(own);
  const ways = config.success ? Object.keys(action.ways(config.data)) : [];
  return {
    id: step.id,
    name: step.name,
    action_type: action.type,
    config: config.success ? (config.data as Record<string, unknown>) : own,
    delay_minutes: step.delay_minutes ?? 0,
    delay_until: step.delay_until ?? null,
    conditions: read({ step, field: 'conditions' }, step.conditions),
    next_steps: action.type === 'end' ? [] : nextSteps(step, following, ways),
  };
}

/** Of several plain names each takes the next of the action's ways; one alone is where the step leads whatever happens. */
function nextSteps(step: SopStepInput, following: SopStepInput | undefined, ways: readonly string[]): SopNext[] {
  if (!step.next_steps) return following ? [{ to: following.id }] : [];
  const plain = step.next_steps.filter((next) => typeof next === 'string').length;
  let taken = 0;
  return step.next_steps.map((next) => {
    if (typeof next !== 'string') return next;
    if (plain === 1) return { to: next };
    const way = ways[taken] ?? `way_${taken + 1}`;
    taken += 1;
    return { to: next, way };
  });
}

/** A trigger without a type is told by what it is set up with, as the spec's own examples leave the type out. */
function withTriggerType(trigger: SopTriggerConfig): SopTriggerConfig {
  if (!trigger.auto_trigger || trigger.type !== 'manual') return trigger;
  if (trigger.cron !== undefined) return { ...trigger, type: 'schedule' };
  if (trigger.keywords.length > 0) return { ...trigger, type: 'keyword_matched' };
  if (trigger.delay_minutes !== undefined) return { ...trigger, type: 'delay' };
  if (trigger.conditions && JSON.stringify(trigger.conditions).includes('"new_friend"'))
    return { ...trigger, type: 'new_friend' };
  return trigger.conditions ? { ...trigger, type: 'condition' } : trigger;
}

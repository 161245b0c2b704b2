import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopStep } from '../../../kernel/contracts/sop.ts';
import { toAppError } from '../../../kernel/errors.ts';
import { sopActionOf } from '../actions/registry.ts';
import type { StepMoment, StepResult } from '../actions/step.ts';
import { sopError } from '../errors.ts';
import { sopHolds } from '../language/condition-fields.ts';
import { renderText } from '../language/render-text.ts';
import { sopValues } from '../language/sop-values.ts';
import { variableValues, type VariableFacts } from '../language/variables.ts';
import { change, seqOf, setVariables, tell, writeTask, type Carried } from './carried.ts';
import { dueMoment } from './due-moment.ts';
import type { Done } from './hands.ts';
import { complete, fail, leave, moveTo, notSent, type CarryEnv } from './leave-step.ts';
import { takeAnswer } from './take-answer.ts';

export type { CarryEnv } from './leave-step.ts';

/** Steps of one instance, however long it runs. */
export const MOST_STEPS = 1000;
/** Steps one turn takes of an instance, so that the others of its batch do not wait for it. */
const MOST_AT_ONCE = 40;
/** Waits after a passing failure, in milliseconds: three tries, then it is given up. */
const RETRY_MS = [10_000, 60_000, 300_000] as const;
const NOTHING: Done = { command_id: null, refused: null, output: {} };
const NOBODY: VariableFacts = {
  contact_name: null,
  contact_wxid: null,
  contact_remark: null,
  contact_title: null,
  customer_name: null,
  account_nickname: null,
  owner_name: null,
};

/**
 * Carries an instance as far as it can go now: until it waits, is over, or has taken its turn. Decides and asks `hands` to do;
 * nothing is read or written here, so the same code serves what runs in earnest and a simulation. A step that fails is the
 * instance's own matter.
 */
export async function carryInstance(carried: Carried, env: CarryEnv): Promise<void> {
  if (carried.row.status === 'pending') begin(carried, env);
  for (let taken = 0; taken < MOST_AT_ONCE; taken += 1) {
    const { row, plan } = carried;
    if (row.status !== 'executing') return;
    const step = row.step_id === null ? undefined : plan.steps.get(row.step_id);
    if (!step) {
      if (row.step_id === null) complete(carried, env, { outcome: 'done', reason: '流程里没有步骤' });
      else fail(carried, env, sopError('sop.step_gone', { details: { step: row.step_id } }).message);
      return;
    }
    if (row.steps >= MOST_STEPS) {
      fail(carried, env, sopError('sop.too_many_steps', { details: { steps: MOST_STEPS } }).message);
      return;
    }
    const waits = await goOn(carried, env, step);
    if (waits) return;
  }
  change(carried, { due_at: env.now });
}

function begin(carried: Carried, env: CarryEnv): void {
  change(carried, { status: 'executing', started_at: env.now });
  tell(carried, 'sop_instance_started', env.now);
  if (carried.row.step_id === null) {
    const [first] = carried.plan.content.steps;
    if (first) moveTo(carried, env, first.id);
  }
}

/** @returns whether it stays where it is */
async function goOn(carried: Carried, env: CarryEnv, step: SopStep): Promise<boolean> {
  switch (carried.row.waits_for) {
    case 'command':
      return await takeCommand(carried, env, step);
    case 'reply':
    case 'judgement':
      return await takeAnswer(carried, env, step, (condition) => holdsNow(carried, env, condition));
    case 'delay':
      return await perform(carried, env, step);
    case null:
      return await arrive(carried, env, step);
  }
}

/** Conditions first, then the delay, then the deed. */
async function arrive(carried: Carried, env: CarryEnv, step: SopStep): Promise<boolean> {
  const { at_once: atOnce, ...context } = carried.row.context_data;
  if (atOnce === true) {
    // A person wants the step tried now: it was reached before, with its conditions and its delay.
    change(carried, { context_data: context });
    return await perform(carried, env, step);
  }
  if (step.conditions && !holdsNow(carried, env, step.conditions))
    return skip(carried, env, step, '不符合这一步的条件，跳过');
  const due = dueMoment(step, env.now, valuesOf(carried, env));
  if (due === null) return skip(carried, env, step, '联系人没有填这一步要等的日期，跳过');
  if (due <= env.now) return await perform(carried, env, step);
  writeTask(carried, step, env.now, { status: 'pending', reason: '等到预定的时间' });
  change(carried, { waits_for: 'delay', due_at: due });
  return true;
}

function skip(carried: Carried, env: CarryEnv, step: SopStep, reason: string): boolean {
  const way = Object.keys(sopActionOf(step.action_type).ways(step.config))[0] ?? 'done';
  leave(carried, env, step, { way, reason, status: 'skipped' }, (condition) => holdsNow(carried, env, condition));
  return false;
}

async function perform(carried: Carried, env: CarryEnv, step: SopStep): Promise<boolean> {
  const seq = seqOf(carried);
  let result: StepResult;
  let done: Done;
  try {
    result = sopActionOf(step.action_type).perform(step.config, momentOf(carried, env, step));
    const effects = result.kind === 'send' ? [result.effect] : result.kind === 'way' ? (result.effects ?? []) : [];
    done = effects.length > 0 ? await env.hands.do(carried, seq, effects) : NOTHING;
  } catch (thrown) {
    return failStep(carried, env, step, thrown);
  }
  change(carried, { attempts: 0 });
  switch (result.kind) {
    case 'end':
      writeTask(carried, step, env.now, { status: 'completed', reason: result.reason });
      complete(carried, env, { outcome: result.outcome, reason: result.reason });
      return true;
    case 'reply':
      writeTask(carried, step, env.now, { status: 'executing', reason: result.reason });
      tell(carried, 'sop_step_started', env.now, step.name);
      return await waitForReply(carried, env, step, result);
    case 'send':
      return await afterSending(carried, env, step, result, done);
    case 'way': {
      if (result.variables) setVariables(carried, result.variables);
      const { way, reason } = result;
      const output = { output_data: done.output, command_id: done.command_id };
      leave(carried, env, step, { way, reason, ...output }, (condition) => holdsNow(carried, env, condition));
      return false;
    }
  }
}

/** Who answered already, quicker than the sequence came to wait for it, is not waited for. */
async function waitForReply(
  carried: Carried,
  env: CarryEnv,
  step: SopStep,
  { until, judge }: Extract<StepResult, { kind: 'reply' }>,
): Promise<boolean> {
  const { early = [], ...context } = carried.row.context_data;
  const answered = early.length > 0;
  change(carried, {
    waits_for: answered && judge ? 'judgement' : 'reply',
    due_at: answered ? env.now : until,
    context_data: {
      ...context,
      replies: early,
      judge,
      ...(answered && !judge ? { answer: { way: 'reply', judgement: null } } : {}),
    },
  });
  return answered ? await takeAnswer(carried, env, step, holdsOf(carried, env)) : true;
}

async function afterSending(
  carried: Carried,
  env: CarryEnv,
  step: SopStep,
  { effect, reason }: Extract<StepResult, { kind: 'send' }>,
  done: Done,
): Promise<boolean> {
  const output = { output_data: { text: effect.text, ...done.output }, command_id: done.command_id };
  if (done.refused !== null) return await notSent(carried, env, step, done.refused, output, holdsOf(carried, env));
  writeTask(carried, step, env.now, { status: 'executing', reason, ...output });
  tell(carried, 'sop_step_started', env.now, step.name);
  change(carried, {
    waits_for: 'command',
    waits_on: done.command_id,
    due_at: null,
    context_data: { ...carried.row.context_data, sending: effect.text },
  });
  return done.settled === true ? await takeCommand(carried, env, step) : true;
}

/** What was to be sent came to an end, or did not yet. */
async function takeCommand(carried: Carried, env: CarryEnv, step: SopStep): Promise<boolean> {
  const { row } = carried;
  const end = row.waits_on === null ? undefined : env.hands.command(row.waits_on);
  if (end?.status === 'completed') {
    const { sending, early = [], ...context } = row.context_data;
    const sentAt = end.sent_at ?? env.now;
    // Only what was written after it left can be an answer to it.
    change(carried, { context_data: { ...context, early: early.filter(({ at }) => new Date(at) >= sentAt) } });
    setVariables(carried, {
      last_message_sent: typeof sending === 'string' ? sending.slice(0, 4000) : '',
      last_message_time: env.now.toISOString(),
      follow_up_count: Number(row.variables.follow_up_count ?? 0) + 1,
    });
    leave(carried, env, step, { way: 'done', reason: '已发出' }, holdsOf(carried, env));
    return false;
  }
  const over = !end || end.needs_person || ['failed', 'refused', 'cancelled'].includes(end.status);
  if (!over) {
    change(carried, { due_at: null });
    return true;
  }
  return await notSent(carried, env, step, end?.why || '这条消息没有发出', {}, holdsOf(carried, env));
}

/** A passing failure is tried again, three times; whatever else goes wrong ends the instance with its sentence. */
function failStep(carried: Carried, env: CarryEnv, step: SopStep, thrown: unknown): boolean {
  const error = toAppError(thrown);
  const { attempts } = carried.row;
  const wait = RETRY_MS[attempts];
  if (error.kind === 'transient' && wait !== undefined) {
    const words = `暂时没有成功，稍后再试（第 ${attempts + 1} 次）`;
    writeTask(carried, step, env.now, {
      status: 'executing',
      reason: words,
      retry_count: attempts + 1,
      error: error.code,
    });
    change(carried, {
      attempts: attempts + 1,
      waits_for: 'delay',
      due_at: new Date(env.now.getTime() + wait),
      error: words,
    });
    return true;
  }
  if (error.kind === 'bug') env.onBug(thrown, carried.row);
  const sentence = error.sentence('zh');
  writeTask(carried, step, env.now, { status: 'failed', reason: sentence, error: error.code });
  tell(carried, 'sop_step_failed', env.now, step.name);
  fail(carried, env, sentence);
  return true;
}

function momentOf(carried: Carried, env: CarryEnv, step: SopStep): StepMoment {
  const { row, known } = carried;
  const facts = known?.facts ?? NOBODY;
  return {
    now: env.now,
    since: row.step_since,
    chanceKey: `${row.template_id}:${step.id}:${row.person_id}`,
    contactExternalId: facts.contact_wxid ?? '',
    holds: (condition) => holdsNow(carried, env, condition),
    render: (text) => renderText(text, variableValues(facts, row.variables, env.now)),
    material: (id) => {
      const material = env.hands.material(id);
      if (!material) throw sopError('sop.material_gone');
      return material;
    },
  };
}

function holdsOf(carried: Carried, env: CarryEnv): (condition: Condition) => boolean {
  return (condition) => holdsNow(carried, env, condition);
}

function holdsNow(carried: Carried, env: CarryEnv, condition: Condition): boolean {
  const catalogue = catalogueOf(carried, env);
  return sopHolds(condition, valuesOf(carried, env, catalogue), catalogue, env.now);
}

function catalogueOf({ row, plan }: Carried, env: CarryEnv): FieldCatalogue {
  return env.catalogue({ ...row.variables, ...plan.content.settings.variables });
}

function valuesOf(carried: Carried, env: CarryEnv, catalogue?: FieldCatalogue): Readonly<Record<string, unknown>> {
  const { row, plan, known } = carried;
  if (!plan.readsFacts) return {};
  const situation = { facts: known?.facts ?? NOBODY, fields: known?.fields ?? {}, variables: row.variables };
  return sopValues(situation, catalogue ?? catalogueOf(carried, env), env.now);
}

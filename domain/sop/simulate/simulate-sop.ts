import { queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SimulateSop, SopSimulation } from '../../../kernel/contracts/sop-instances.ts';
import { SopContent } from '../../../kernel/contracts/sop.ts';
import { newId } from '../../../kernel/ids.ts';
import type { SopEffect } from '../actions/step.ts';
import { sopError } from '../errors.ts';
import { resolveTargets } from '../instances/resolve-targets.ts';
import type { StartTarget } from '../instances/start-instances.ts';
import { judge } from '../replies/judge-now.ts';
import { noteReply } from '../replies/note-reply.ts';
import { carriedOf, type Carried } from '../running/carried.ts';
import { carryInstance, type CarryEnv } from '../running/carry-instance.ts';
import type { SopHands } from '../running/hands.ts';
import type { InstanceRow } from '../running/instance-row.ts';
import { readAround } from '../running/read-around.ts';
import type { SopEngine, SopScope } from '../running/sop-engine.ts';
import { planOf, type SopPlan } from '../running/sop-plan.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Turns of one simulation: a sequence that goes round in circles is stopped. */
const MOST_TURNS = 500;

/** What is played: the newest version of a template, a content in its place, or a content of no template yet. */
type PlayedContent =
  | { readonly template_id: string; readonly content?: SopContent }
  | { readonly template_id: null; readonly content: SopContent };

type Timeline = SopSimulation['timeline'][number];

/**
 * Plays a sequence through for a contact on a clock of its own: what it would do, when, and which way it would go with these
 * replies. The same code decides as in earnest; nothing is sent and nothing is written. Every message counts as sent at once:
 * what the rules of sending would say later, nobody knows now.
 *
 * @param input `content`: checked (`readPlayable`)
 * @throws AppError `access.not_permitted`, `sop.template_not_found`, `sop.target_not_found`
 */
export async function simulateSop(
  engine: SopEngine,
  scope: SopScope,
  input: Omit<SimulateSop, 'content'> & PlayedContent,
  signal: AbortSignal,
): Promise<SopSimulation> {
  requirePermission(scope.actor, 'sop.read');
  const plan = await readPlan(scope, input);
  const [target] = await resolveTargets(scope, [input.target]);
  if (!target) throw sopError('sop.target_not_found');
  const start = input.start_at ? new Date(input.start_at) : scope.clock.now();
  const row = firstRow(plan, target, start, input);
  const around = await readAround({ ...engine, plans: onePlan(plan) }, { ...scope, clock: { now: () => start } }, [
    row,
  ]);
  const carried = carriedOf(row, plan, around.facts.get(row.id));
  const timeline: Timeline[] = [];
  await play(carried, { engine, around, input, start, timeline, signal });
  const { status, ended_at, result, variables } = carried.row;
  return {
    status,
    ended_at: ended_at?.toISOString() ?? null,
    reason: typeof result?.reason === 'string' ? result.reason : null,
    variables,
    timeline,
  };
}

async function readPlan(scope: Pick<SopScope, 'em'>, { template_id: id, content }: PlayedContent): Promise<SopPlan> {
  if (id === null)
    return planOf(content, { templateId: newId(), templateName: '未保存的流程', versionId: newId(), number: 1 });
  const found = await queryOne<{ name: string; version_id: string; number: number; content: SopContent }>(
    scope.em,
    `select t.name, v.id as version_id, v.number, v.content from sop_templates t
       join sop_template_versions v on v.template_id = t.id and v.number = t.newest_number where t.id = $1`,
    [id],
  );
  if (!found) throw sopError('sop.template_not_found');
  const { name: templateName, version_id: versionId, number } = found;
  return planOf(content ?? SopContent.parse(found.content), { templateId: id, templateName, versionId, number });
}

/** Stands in for the kept plans: the content may be one that was never saved. */
function onePlan(plan: SopPlan): SopEngine['plans'] {
  return { of: () => Promise.resolve(new Map([[plan.versionId, plan]])) } as unknown as SopEngine['plans'];
}

function firstRow(
  plan: SopPlan,
  target: StartTarget,
  start: Date,
  { variables }: Pick<SimulateSop, 'variables'>,
): InstanceRow {
  const { settings } = plan.content;
  return {
    id: newId(),
    template_id: plan.templateId,
    template_version_id: plan.versionId,
    account_id: target.account_id,
    person_id: target.person_id,
    conversation_id: target.conversation_id,
    contact_id: target.contact_id,
    status: 'pending',
    step_id: null,
    step_index: null,
    step_since: start,
    steps: 0,
    progress: 0,
    due_at: start,
    waits_for: null,
    waits_on: null,
    pause_reason: null,
    paused_at: null,
    resume_at: null,
    variables: { ...settings.variables, ...variables, trigger_type: 'manual' },
    context_data: {},
    result: null,
    trigger_type: 'manual',
    created_by_id: null,
    priority: 1,
    attempts: 0,
    token: 0,
    error: null,
    expires_at: new Date(start.getTime() + settings.timeout_days * DAY_MS),
    started_at: null,
    ended_at: null,
  };
}

interface Play {
  readonly engine: SopEngine;
  readonly around: Awaited<ReturnType<typeof readAround>>;
  readonly input: Pick<SimulateSop, 'replies'>;
  readonly start: Date;
  readonly timeline: Timeline[];
  readonly signal: AbortSignal;
}

/** Lets time jump from one thing that happens to the next: a reply, or the moment the instance is due. */
async function play(carried: Carried, given: Play): Promise<void> {
  const replies = given.input.replies
    .map(({ after_minutes, text }) => ({ at: new Date(given.start.getTime() + after_minutes * MINUTE_MS), text }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (let turn = 0; turn < MOST_TURNS && isOpen(carried); turn += 1) {
    given.signal.throwIfAborted();
    const { due_at: due, expires_at: expires } = carried.row;
    const [reply] = replies;
    if (reply && (due === null || reply.at < due)) {
      replies.shift();
      hear(carried, given, reply, turn);
    } else if (due !== null && due <= expires) await carryTo(carried, given, due);
    else return;
  }
}

function isOpen({ row }: Carried): boolean {
  return row.status === 'pending' || row.status === 'executing';
}

function hear(
  carried: Carried,
  { timeline, engine }: Play,
  { at, text }: { at: Date; text: string },
  turn: number,
): void {
  timeline.push(line(at, 'reply', carried, text));
  const reply = { message_id: `simulated-${turn}`, text, at: at.toISOString() };
  noteReply(carried, reply, { now: at, collectMs: engine.collectMs });
}

async function carryTo(carried: Carried, given: Play, now: Date): Promise<void> {
  const seen = new Map(carried.tasks);
  await carryInstance(carried, envOf(given, now));
  for (const [seq, task] of carried.tasks)
    if (seen.get(seq) !== task) {
      const { step_id, step_name, status, way, reason } = task;
      const kind = status === 'pending' || status === 'executing' ? 'wait' : 'step';
      given.timeline.push({ at: now.toISOString(), kind, step_id, step_name, status, way, text: reason });
    }
  if (!isOpen(carried)) {
    const { result, status } = carried.row;
    given.timeline.push({
      ...line(now, 'end', carried, typeof result?.reason === 'string' ? result.reason : ''),
      status,
    });
  }
}

function envOf({ engine, around, timeline, signal }: Play, now: Date): CarryEnv {
  return {
    now,
    catalogue: around.catalogue,
    onBug: (error, row) => engine.logger.warn({ error, stepId: row.step_id }, 'A step failed in a simulation'),
    hands: simulatedHands({ engine, around, timeline, signal, now }),
  };
}

/** Writes down what would be done. A message counts as sent at once. */
function simulatedHands({
  engine,
  around,
  timeline,
  signal,
  now,
}: Pick<Play, 'engine' | 'around' | 'timeline' | 'signal'> & { readonly now: Date }): SopHands {
  return {
    material: (id) => around.materials.get(id),
    command: (id) => ({ id, status: 'completed', needs_person: false, sent_at: now, why: '' }),
    do: (carried, _seq, effects) => {
      for (const effect of effects) timeline.push(line(now, 'effect', carried, saidOf(effect)));
      // The command is settled in the next turn, at this very moment.
      return Promise.resolve({ command_id: newId(), refused: null, output: {}, settled: true });
    },
    judge: async (carried) => await judge(engine, carried.row, signal),
    leaveAlone: (carried) => {
      timeline.push(line(now, 'effect', carried, '记入免打扰名单，结束这位联系人的所有流程'));
      return Promise.resolve();
    },
    askColleague: (carried, words) => {
      timeline.push(line(now, 'effect', carried, `提醒同事：${words}`));
      return Promise.resolve();
    },
  };
}

function line(at: Date, kind: Timeline['kind'], { row, plan }: Carried, text: string): Timeline {
  const name = row.step_id === null ? null : (plan.steps.get(row.step_id)?.name ?? null);
  return { at: at.toISOString(), kind, step_id: row.step_id, step_name: name, status: null, way: null, text };
}

function saidOf(effect: SopEffect): string {
  switch (effect.kind) {
    case 'send':
      return `发送：${effect.text}`;
    case 'tags':
      return `标签：${[...effect.add.map((tag) => `+${tag}`), ...effect.remove.map((tag) => `-${tag}`)].join('、')}`;
    case 'remark':
      return `备注：${effect.remark}`;
    case 'field':
      return `客户资料“${effect.name}”：${effect.value}`;
    case 'notify':
      return `提醒同事：${effect.message}`;
    case 'task':
      return `跟进任务：${effect.title}`;
    case 'start':
      return '开始另一个 SOP';
  }
}

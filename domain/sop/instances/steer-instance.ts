import { requirePermission } from '../../../kernel/actor.ts';
import type { SopInstanceStatus, SopInstanceView } from '../../../kernel/contracts/sop-instances.ts';
import { query } from '../../../db/query.ts';
import { appendAudit } from '../../append-audit.ts';
import type { Scope } from '../../scope.ts';
import { sopActionOf } from '../actions/registry.ts';
import { sopError } from '../errors.ts';
import { change, tell, writeTask, type Carried } from '../running/carried.ts';
import { changeInstance } from '../running/change-instance.ts';
import { cancel, leave, moveTo } from '../running/leave-step.ts';
import { SopPlans } from '../running/sop-plan.ts';
import { STATUS_WORDS } from '../words.ts';
import { readSopInstance } from './instance-view.ts';

const OPEN: readonly SopInstanceStatus[] = ['pending', 'executing', 'paused'];

/** What one does to an instance, and in which statuses one may. */
interface Deed {
  readonly name: string;
  readonly words: string;
  readonly from: readonly SopInstanceStatus[];
  readonly work: (carried: Carried, now: Date) => void;
  /** What else belongs to it, in the same transaction. */
  readonly alongside?: (scope: Scope) => Promise<void>;
}

async function steer(scope: Scope, id: string, deed: Deed, after: object = {}): Promise<SopInstanceView> {
  requirePermission(scope.actor, 'sop.execute');
  await readSopInstance(scope, id);
  await changeInstance(scope, new SopPlans(), id, async (carried, tx) => {
    const { status } = carried.row;
    if (!deed.from.includes(status))
      throw sopError('sop.instance_not_so', { details: { status: STATUS_WORDS[status], deed: deed.words } });
    deed.work(carried, tx.clock.now());
    await deed.alongside?.(tx);
    appendAudit(tx, {
      action: `sop_instance.${deed.name}`,
      entity: 'sop_instance',
      entityId: id,
      before: { status },
      after,
    });
    await tx.em.flush();
  });
  return await readSopInstance(scope, id);
}

/**
 * Holds an instance until somebody lets it go on; what is queued for the contact already still leaves.
 * @throws AppError `sop.instance_not_found`, `sop.instance_not_so`
 */
export async function pauseInstance(scope: Scope, id: string, reason: string): Promise<SopInstanceView> {
  const work = (carried: Carried, now: Date): void => {
    change(carried, {
      status: 'paused',
      pause_reason: 'by_hand',
      paused_at: now,
      resume_at: null,
      error: reason || null,
    });
    tell(carried, 'sop_instance_paused', now);
  };
  return await steer(scope, id, { name: 'paused', words: '暂停', from: ['pending', 'executing'], work }, { reason });
}

/**
 * Lets a paused instance go on. Who waited for a reply gets the time back that the pause took.
 * @throws AppError `sop.instance_not_found`, `sop.instance_not_so`
 */
export async function resumeInstance(scope: Scope, id: string): Promise<SopInstanceView> {
  const work = (carried: Carried, now: Date): void => {
    const { row } = carried;
    const paused = now.getTime() - (row.paused_at?.getTime() ?? now.getTime());
    const waitsOn = row.waits_for === 'reply' && !row.context_data.answer && row.due_at;
    const due = waitsOn
      ? new Date(row.due_at!.getTime() + paused)
      : row.waits_for === 'delay'
        ? (row.due_at ?? now)
        : now;
    const status = row.started_at === null ? 'pending' : 'executing';
    change(carried, { status, pause_reason: null, paused_at: null, resume_at: null, error: null, due_at: due });
    tell(carried, 'sop_instance_resumed', now);
  };
  return await steer(scope, id, { name: 'resumed', words: '恢复', from: ['paused'], work });
}

/**
 * Ends an instance, and takes back what it queued and has not left yet.
 * @throws AppError `sop.instance_not_found`, `sop.instance_not_so`
 */
export async function cancelInstance(scope: Scope, id: string, reason: string): Promise<SopInstanceView> {
  const work = (carried: Carried, now: Date): void => {
    closeTask(carried, now, '流程被取消');
    cancel(carried, { now }, { outcome: 'cancelled', reason: reason || '被同事取消' });
  };
  const alongside = async ({ em, clock }: Scope): Promise<void> => {
    await query(
      em,
      `update robot_command_queue set expires_at = $2 where source = 'sop' and source_ref like $1::text || ':%'
         and status in ('waiting', 'held')`,
      [id, clock.now()],
    );
  };
  return await steer(scope, id, { name: 'cancelled', words: '取消', from: OPEN, work, alongside }, { reason });
}

/**
 * Tries the step again where an instance failed or stands for a colleague.
 * @throws AppError `sop.instance_not_found`, `sop.instance_not_so`
 */
export async function retryInstance(scope: Scope, id: string): Promise<SopInstanceView> {
  const work = (carried: Carried, now: Date): void => reopen(carried, now, { at_once: true });
  return await steer(scope, id, { name: 'retried', words: '重试', from: ['failed', 'paused'], work });
}

/**
 * Passes over the step where an instance stands: it goes on by the step's first way.
 * @throws AppError `sop.instance_not_found`, `sop.instance_not_so`, `sop.step_gone`
 */
export async function skipStep(scope: Scope, id: string): Promise<SopInstanceView> {
  const work = (carried: Carried, now: Date): void => {
    const step = carried.plan.steps.get(carried.row.step_id ?? '') ?? carried.plan.content.steps[0];
    if (!step) throw sopError('sop.step_gone', { details: { step: carried.row.step_id ?? '' } });
    if (carried.row.step_id === null) moveTo(carried, { now }, step.id);
    if (carried.row.status !== 'executing')
      change(carried, { status: 'executing', started_at: carried.row.started_at ?? now });
    const way = Object.keys(sopActionOf(step.action_type).ways(step.config))[0] ?? 'done';
    const lift = { pause_reason: null, paused_at: null, resume_at: null, result: null, ended_at: null } as const;
    change(carried, lift);
    leave(carried, { now }, step, { way, reason: '被同事跳过', status: 'skipped' }, () => true);
  };
  return await steer(scope, id, { name: 'step_skipped', words: '跳过步骤', from: [...OPEN, 'failed'], work });
}

/**
 * Has an instance go on from a step of its sequence, with the step's conditions and delay.
 * @throws AppError `sop.instance_not_found`, `sop.instance_not_so`, `sop.step_gone`
 */
export async function jumpToStep(scope: Scope, id: string, stepId: string): Promise<SopInstanceView> {
  const work = (carried: Carried, now: Date): void => {
    if (!carried.plan.steps.has(stepId)) throw sopError('sop.step_gone', { details: { step: stepId } });
    closeTask(carried, now, '被同事跳到别的步骤');
    reopen(carried, now, {});
    moveTo(carried, { now }, stepId);
  };
  return await steer(scope, id, { name: 'jumped', words: '跳到别的步骤', from: [...OPEN, 'failed'], work }, { stepId });
}

function reopen(carried: Carried, now: Date, context: object): void {
  const { row } = carried;
  change(carried, {
    status: 'executing',
    started_at: row.started_at ?? now,
    due_at: now,
    waits_for: null,
    waits_on: null,
    pause_reason: null,
    paused_at: null,
    resume_at: null,
    attempts: 0,
    error: null,
    result: null,
    ended_at: null,
    context_data: { ...row.context_data, ...context },
  });
}

/** The task of the step it waits at comes to its end with it. */
function closeTask(carried: Carried, now: Date, reason: string): void {
  const step = carried.plan.steps.get(carried.row.step_id ?? '');
  if (step && carried.row.waits_for !== null) writeTask(carried, step, now, { status: 'cancelled', reason });
}

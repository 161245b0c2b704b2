import type { SopTaskStatus, SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import type { SopStep } from '../../../kernel/contracts/sop.ts';
import type { ContactFacts } from '../language/read-facts.ts';
import type { InstanceRow } from './instance-row.ts';
import type { SopPlan } from './sop-plan.ts';

/** A task as it is to be written. */
export interface TaskWrite {
  readonly instance_id: string;
  readonly seq: number;
  readonly step_id: string;
  readonly step_name: string;
  readonly action_type: string;
  readonly status: SopTaskStatus;
  readonly input_data: Readonly<Record<string, unknown>>;
  readonly output_data: Readonly<Record<string, unknown>>;
  readonly way: string | null;
  readonly reason: string;
  readonly command_id: string | null;
  readonly retry_count: number;
  readonly error: string | null;
  readonly started_at: Date;
  readonly ended_at: Date | null;
}

/** What the pages are told while a sequence runs (spec 000 «实时执行监控»). */
export const SOP_LIVE_TYPES = [
  'sop_instance_started',
  'sop_step_started',
  'sop_step_completed',
  'sop_step_failed',
  'sop_instance_paused',
  'sop_instance_resumed',
  // Whether it ended well stands in `success`.
  'sop_instance_completed',
  'sop_instance_cancelled',
] as const;
export type SopLiveType = (typeof SOP_LIVE_TYPES)[number];
export interface SopLive {
  readonly type: SopLiveType;
  readonly instance_id: string;
  readonly template_id: string;
  readonly template_name: string;
  readonly step_name: string | null;
  readonly progress: number;
  readonly status: string;
  readonly success: boolean | null;
  readonly duration_minutes: number | null;
}

/** An instance while it is carried: where it stands, and what is to be written of it. */
export interface Carried {
  row: InstanceRow;
  readonly plan: SopPlan;
  readonly known: ContactFacts | undefined;
  readonly tasks: Map<number, TaskWrite>;
  readonly told: SopLive[];
}

/** Takes an instance up. */
export function carriedOf(row: InstanceRow, plan: SopPlan, known: ContactFacts | undefined): Carried {
  return { row, plan, known, tasks: new Map(), told: [] };
}

/** Changes where it stands. */
export function change(carried: Carried, changes: Partial<InstanceRow>): void {
  carried.row = { ...carried.row, ...changes };
}

/** Adds to what the sequence carries along. */
export function setVariables(carried: Carried, variables: SopVariables): void {
  change(carried, { variables: { ...carried.row.variables, ...variables } });
}

/** Whether the task of the step where it stands is written down already: it waited there, or failed for a moment. */
function taskIsOpen({ row }: Carried): boolean {
  return row.waits_for !== null;
}

type TaskPart = Partial<Omit<TaskWrite, 'instance_id' | 'seq' | 'step_id'>> & Pick<TaskWrite, 'status' | 'reason'>;

/** Writes down how the step stands; the same task while the instance stays at the step. */
export function writeTask(carried: Carried, step: SopStep, now: Date, part: TaskPart): TaskWrite {
  const seq = seqOf(carried);
  const before = carried.tasks.get(seq);
  const ended = part.status === 'pending' || part.status === 'executing' ? null : now;
  const task: TaskWrite = {
    instance_id: carried.row.id,
    seq,
    step_id: step.id,
    step_name: step.name,
    action_type: step.action_type,
    input_data: step.config,
    output_data: {},
    way: null,
    command_id: null,
    retry_count: carried.row.attempts,
    error: null,
    started_at: now,
    ended_at: ended,
    ...before,
    ...part,
    ...(before ? { output_data: { ...before.output_data, ...part.output_data }, ended_at: ended } : {}),
  };
  carried.tasks.set(seq, task);
  change(carried, { steps: seq });
  return task;
}

/** The number of the task of the step where it stands. */
export function seqOf(carried: Carried): number {
  return taskIsOpen(carried) ? carried.row.steps : carried.row.steps + 1;
}

const MINUTE_MS = 60_000;

/** Notes something for the pages. */
export function tell(carried: Carried, type: SopLiveType, now: Date, stepName: string | null = null): void {
  const { row, plan } = carried;
  const over = type === 'sop_instance_completed' || type === 'sop_instance_cancelled';
  carried.told.push({
    type,
    instance_id: row.id,
    template_id: row.template_id,
    template_name: plan.templateName,
    step_name: stepName,
    progress: row.progress,
    status: row.status,
    success: over ? row.status === 'completed' : null,
    duration_minutes:
      over && row.started_at ? Math.round((now.getTime() - row.started_at.getTime()) / MINUTE_MS) : null,
  });
}

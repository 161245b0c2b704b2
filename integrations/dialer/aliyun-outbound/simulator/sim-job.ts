import type { GROUP_STATUS, JOB_STATUS } from '../wire-words.ts';
import type { JobFailure, Scenario, ScriptedCall, TaskStatus } from './scenarios.ts';
import type { Strategy } from './strategy.ts';
import type { TimeQueue } from './time-queue.ts';

export type JobStatus = keyof typeof JOB_STATUS;
export type GroupStatus = keyof typeof GROUP_STATUS;

export interface SimContact {
  readonly phone: string;
  readonly name: string;
  readonly referenceId: string;
  readonly honorific: string;
}

/** One dial. Times are milliseconds since 1970. */
export interface SimTask {
  readonly id: string;
  status: TaskStatus;
  /** What it will have become at its end. */
  readonly becomes: TaskStatus;
  readonly callingNumber: string;
  readonly planned: number;
  readonly started: number;
  readonly answered: number;
  readonly ends: number;
  readonly call: ScriptedCall | null;
  readonly rejected: boolean;
}

export interface SimJob {
  readonly id: string;
  readonly group: SimGroup;
  readonly number: number;
  readonly contact: SimContact;
  readonly extras: readonly { readonly key: string; readonly value: string }[];
  readonly scenario: Scenario;
  status: JobStatus;
  failure: JobFailure | '';
  next: number;
  readonly tasks: SimTask[];
  /** Asked for while a dial was on: takes effect at its end. */
  wish: 'pause' | 'cancel' | null;
  /** Counts changes, so that lists can be ordered by the last one. */
  changed: number;
}

export interface SimGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly scriptId: string;
  readonly callingNumbers: readonly string[];
  readonly strategy: Strategy;
  readonly recall: {
    readonly emptyNumberIgnore: boolean;
    readonly inArrearsIgnore: boolean;
    readonly outOfServiceIgnore: boolean;
  };
  readonly ringing: number;
  readonly urgent: boolean;
  /** Lines it gets first. */
  readonly guaranteed: number;
  readonly created: number;
  readonly jobs: SimJob[];
  readonly waiting: TimeQueue<SimJob>;
  readonly counts: Record<JobStatus, number>;
  held: 'Paused' | 'Cancelled' | null;
  /** Its jobs, the last changed first; made anew after a change. */
  order: SimJob[] | null;
}

/** Where a group stands, from its jobs. */
export function groupStatus({ scriptId, held, jobs, counts }: SimGroup): GroupStatus {
  if (scriptId === '') return 'Draft';
  if (held) return held;
  const open = counts.Scheduling + counts.Executing + counts.Paused + counts.Drafted;
  if (jobs.length > 0 && open === 0) return counts.Cancelled === jobs.length ? 'Cancelled' : 'Completed';
  return counts.Executing > 0 ? 'Executing' : 'Scheduling';
}

/** Jobs of a group, the last changed first: so pages shift while it runs. */
export function byLastChange(group: SimGroup): readonly SimJob[] {
  group.order ??= group.jobs.toSorted((a, b) => b.changed - a.changed);
  return group.order;
}

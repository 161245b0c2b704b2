import { localDay } from '../../../../kernel/time-phrases/local-day.ts';
import type { JobFailure, TaskStatus } from './scenarios.ts';
import type { SimGroup, SimJob, SimTask } from './sim-job.ts';
import { nextDay } from './strategy.ts';

/** Why a job fails when its last dial ended so. */
const FAILURES: Partial<Record<TaskStatus, JobFailure>> = {
  NoAnswer: 'NoAnswer',
  EmptyNumber: 'EmptyNumber',
  NotExist: 'EmptyNumber',
  OutOfService: 'OutOfService',
  OutOfServiceNoCall: 'OutOfService',
  InArrears: 'InArrears',
  InArrearsNoCall: 'InArrears',
  PerDayCallCountLimit: 'PerDayCallCountLimit',
  ContactBlockList: 'ContactBlockList',
  VerificationCancelled: 'VerificationCancelled',
};

/** Endings after which the same number may be dialled again, and the ones the group's recall strategy can take out. */
const AGAIN: Partial<Record<TaskStatus, true | keyof SimGroup['recall']>> = {
  NoAnswer: true,
  Busy: true,
  NotConnected: true,
  PoweredOff: true,
  Failed: true,
  EmptyNumber: 'emptyNumberIgnore',
  NotExist: 'emptyNumberIgnore',
  InArrears: 'inArrearsIgnore',
  OutOfService: 'outOfServiceIgnore',
};

export interface NextState {
  readonly status: 'Succeeded' | 'Failed' | 'Cancelled' | 'Scheduling';
  readonly failure: JobFailure | null;
  /** When it is dialled again. */
  readonly at: number;
}

/** What becomes of a job after a dial, by its group's plan. */
export function afterDial({ group, tasks, scenario }: SimJob, task: SimTask): NextState {
  const at = task.ends;
  if (task.status.startsWith('Succeeded')) return { status: 'Succeeded', failure: null, at };
  if (task.status === 'Cancelled' || task.status === 'Terminated') return { status: 'Cancelled', failure: null, at };
  const failure = scenario.failure ?? FAILURES[task.status] ?? 'CallFailed';
  const again = AGAIN[task.status];
  const mayAgain = again === true || (again !== undefined && !group.recall[again]);
  if (!mayAgain) return { status: 'Failed', failure, at };
  const { maxAttemptsPerDay, minAttemptInterval, repeatBy } = group.strategy;
  const today = localDay(new Date(at));
  const attempts = tasks.filter((one) => localDay(new Date(one.started)) === today).length;
  const paused = at + minAttemptInterval * 60_000;
  if (attempts < maxAttemptsPerDay) return { status: 'Scheduling', failure, at: paused };
  if (repeatBy === 'Once') return { status: 'Failed', failure, at };
  return { status: 'Scheduling', failure, at: Math.max(paused, nextDay(at)) };
}

import type { TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';

/** Where a task may go from where it stands. An end stays an end: what comes up again is a new task. */
export const TASK_MOVES: Readonly<Record<TrackTaskStatus, readonly TrackTaskStatus[]>> = {
  pending: ['waiting_user_response', 'in_progress', 'completed', 'overdue', 'cancelled'],
  waiting_user_response: ['in_progress', 'completed', 'overdue', 'cancelled'],
  in_progress: ['waiting_user_response', 'completed', 'overdue', 'cancelled'],
  overdue: ['waiting_user_response', 'in_progress', 'completed', 'cancelled'],
  completed: [],
  cancelled: [],
};

export const OPEN_STATUSES = [
  'pending',
  'waiting_user_response',
  'in_progress',
  'overdue',
] as const satisfies TrackTaskStatus[];

/** Statuses in which a word of the person answers what they were asked. */
export const AWAITS_ANSWER = ['pending', 'waiting_user_response', 'overdue'] as const satisfies TrackTaskStatus[];

/** Whether a task still waits for its end. */
export function isOpen(status: TrackTaskStatus): boolean {
  return (OPEN_STATUSES as readonly TrackTaskStatus[]).includes(status);
}

/** Whether a task may go there. */
export function mayMove(from: TrackTaskStatus, to: TrackTaskStatus): boolean {
  return TASK_MOVES[from].includes(to);
}

import { query, queryOne } from '../../db/query.ts';
import type { TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';
import { inTransaction } from '../in-transaction.ts';
import { afterSalesError } from './errors.ts';
import { noteStep, type TaskScope } from './note-step.ts';
import { mayMove } from './task-moves.ts';
import { TASK_STATUS_WORDS } from './words.ts';

/** A task as the changing verbs lock it. */
export interface LockedTask {
  readonly id: string;
  readonly conversation_id: string;
  readonly person_id: string | null;
  readonly status: TrackTaskStatus;
  readonly title: string;
  readonly conflict: boolean;
  readonly version: number;
}

/**
 * Locks a task for a change.
 * @throws AppError `after_sales.task_not_found`, `after_sales.stale_version`
 */
export async function lockTask(scope: Pick<TaskScope, 'em'>, id: string, version?: number): Promise<LockedTask> {
  const task = await queryOne<LockedTask>(
    scope.em,
    'select id, conversation_id, person_id, status, title, conflict, version from track_tasks where id = $1 for update',
    [id],
  );
  if (!task) throw afterSalesError('after_sales.task_not_found', { details: { id } });
  if (version !== undefined && task.version !== version)
    throw afterSalesError('after_sales.stale_version', { details: { current_version: task.version } });
  return task;
}

export interface TaskMove {
  readonly id: string;
  readonly to: TrackTaskStatus;
  readonly reason: string;
  /** Refused when the task changed since; left out: whatever it is now. */
  readonly version?: number;
}

/**
 * Moves a task to another status.
 * @throws AppError `after_sales.task_not_found`, `after_sales.stale_version`, `after_sales.move_not_allowed`
 */
export async function moveTask(outer: TaskScope, move: TaskMove): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const task = await lockTask(scope, move.id, move.version);
    if (!mayMove(task.status, move.to))
      throw afterSalesError('after_sales.move_not_allowed', {
        details: { from: TASK_STATUS_WORDS[task.status], to: TASK_STATUS_WORDS[move.to] },
      });
    await writeMove(scope, task, move);
  });
}

/** Moves a locked task that may go there. */
export async function writeMove(
  scope: TaskScope,
  task: LockedTask,
  move: Pick<TaskMove, 'to' | 'reason'>,
): Promise<void> {
  const now = scope.clock.now();
  await query(
    scope.em,
    `update track_tasks set status = $2,
       responded_at = case when $2 = 'in_progress' then coalesce(responded_at, $3) else responded_at end,
       completed_at = case when $2 = 'completed' then $3 else completed_at end, updated_at = $3, version = version + 1 where id = $1`,
    [task.id, move.to, now],
  );
  await noteStep(scope, { ...task, event: 'moved', from: task.status, to: move.to, reason: move.reason });
}

import type { TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';
import { queryOne } from '../../db/query.ts';
import { inTransaction } from '../in-transaction.ts';
import { writeMove, type LockedTask } from './move-task.ts';
import type { TaskScope } from './note-step.ts';
import { mayMove } from './task-moves.ts';

/**
 * Moves a task as far as it may still go there: one that was deleted, or went elsewhere meanwhile, stays as it is.
 * @returns whether it moved
 */
export async function advanceTask(
  outer: TaskScope,
  move: { readonly id: string; readonly to: TrackTaskStatus; readonly reason: string },
): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    const task = await queryOne<LockedTask>(
      scope.em,
      'select id, conversation_id, person_id, status, title, conflict, version from track_tasks where id = $1 for update',
      [move.id],
    );
    if (!task || !mayMove(task.status, move.to)) return false;
    await writeMove(scope, task, move);
    return true;
  });
}

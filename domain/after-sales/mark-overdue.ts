import { query } from '../../db/query.ts';
import { inTransaction } from '../in-transaction.ts';
import { writeMove, type LockedTask } from './move-task.ts';
import type { TaskScope } from './note-step.ts';

/** Tasks of one transaction; the rest follows in the next. */
const BATCH = 100;

/**
 * Marks open tasks overdue whose deadline has come.
 * @returns how many
 */
export async function markOverdue(scope: TaskScope, signal?: AbortSignal): Promise<number> {
  let marked = 0;
  let full = true;
  while (full) {
    signal?.throwIfAborted();
    const batch = await inTransaction(scope, markBatch);
    marked += batch;
    full = batch === BATCH;
  }
  return marked;
}

async function markBatch(scope: TaskScope): Promise<number> {
  const due = await query<LockedTask>(
    scope.em,
    `select id, conversation_id, person_id, status, title, conflict, version from track_tasks
     where status not in ('completed', 'cancelled', 'overdue') and deadline <= $1
     order by deadline limit ${BATCH} for update skip locked`,
    [scope.clock.now()],
  );
  for (const task of due) await writeMove(scope, task, { to: 'overdue', reason: '过了期限还没有办完' });
  return due.length;
}

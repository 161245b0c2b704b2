import { query, queryOne } from '../../../db/query.ts';
import type { WriteScope } from '../calls-scope.ts';

/** A task in work; `token` tells the writes of whoever has it from those of one that was given up (spec 001 §2.1.2). */
export interface TaskMark {
  readonly task_id: string;
  readonly kind: MarkKind;
  readonly token: number;
}

/** `processing`: the monitor's handlers; `handing`: handing people to the dialer. They do not hinder each other. */
export type MarkKind = 'processing' | 'handing';

/** After so long a silent mark counts for nothing (spec: 300 s). */
export const MARK_MS = 300_000;

/**
 * Part of a statement that locks a row of the room. A process that stands still in the middle of a transaction would keep its
 * rows for as long as it stands: after a minute, far more than a write takes, the database ends its session.
 */
export const ENDS_WHEN_STILL = `set_config('idle_in_transaction_session_timeout', '60000', true)`;

/** Somebody else has the task by now: whoever sees this stops without a word. */
export class MarkLost extends Error {
  override readonly name = 'MarkLost';
}

/** Marks a task as in work (spec: `mark_task_processing`); null while somebody else has it. */
export async function takeMark(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  taskId: string,
  kind: MarkKind = 'processing',
): Promise<TaskMark | null> {
  const now = scope.clock.now();
  const row = await queryOne<{ token: number }>(
    scope.em,
    `update call_tasks set ${kind}_token = ${kind}_token + 1, ${kind}_until = $3
     where id = $1 and (${kind}_until is null or ${kind}_until <= $2) returning ${kind}_token as token`,
    [taskId, now, new Date(now.getTime() + MARK_MS)],
  );
  return row ? { task_id: taskId, kind, token: row.token } : null;
}

/**
 * Renews a mark; called in the transaction of each write, so that nobody writes who was given up. The row stays locked until
 * the end of the transaction.
 * @throws MarkLost
 */
export async function keepMark(scope: Pick<WriteScope, 'em' | 'clock'>, mark: TaskMark): Promise<void> {
  const { task_id, kind, token } = mark;
  const until = new Date(scope.clock.now().getTime() + MARK_MS);
  const row = await queryOne(
    scope.em,
    `update call_tasks set ${kind}_until = $3 where id = $1 and ${kind}_token = $2 returning ${ENDS_WHEN_STILL}`,
    [task_id, token, until],
  );
  if (!row) throw new MarkLost(task_id);
}

/** Lets the task go (spec: `mark_task_completed`). Somebody else's mark is left alone. */
export async function dropMark(scope: Pick<WriteScope, 'em'>, mark: TaskMark): Promise<void> {
  const { task_id, kind, token } = mark;
  await query(scope.em, `update call_tasks set ${kind}_until = null where id = $1 and ${kind}_token = $2`, [
    task_id,
    token,
  ]);
}

import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import { troubleError } from '../dialer-trouble.ts';
import type { DialerPort } from '../dialer.port.ts';
import { callsError } from '../errors.ts';
import { planOf } from '../tasks/plan-of.ts';
import { keepMark, type TaskMark } from '../tasks/task-mark.ts';
import { readHanded } from './read-handed.ts';

/**
 * The group of a task at the dialer; made when there is none. That it is being made is written down before: an answer that got
 * lost is looked up by the group's name.
 * @returns its id; null when the task is not to be called (any more)
 * @throws AppError `calls.dialer_…`, `calls.still_unknown`
 */
export async function ensureGroup(
  scope: CallScope,
  dialer: DialerPort,
  mark: TaskMark,
  signal: AbortSignal,
): Promise<string | null> {
  const task = await readHanded(scope, mark.task_id);
  if (!task?.started) return null;
  if (task.job_group_id) return task.job_group_id;
  if (task.control !== 'running') return null;
  if (task.group_asked_at) {
    const found = await lookUp(
      scope,
      dialer,
      { name: task.group_name, askedAt: new Date(task.group_asked_at) },
      signal,
    );
    if (found) return await noteGroup(scope, mark, found);
  }
  await noteAsked(scope, mark, scope.clock.now());
  const made = await dialer.createGroup(planOf(task), signal);
  if (made.state === 'ok') return await noteGroup(scope, mark, made.value.group_id);
  if (made.state === 'unknown') {
    await noteAsked(scope, mark, scope.clock.now());
    throw callsError('calls.still_unknown');
  }
  await noteAsked(scope, mark, null);
  throw troubleError(made.trouble);
}

/** @throws AppError `calls.still_unknown` while the creation may still be carried out */
async function lookUp(
  scope: CallScope,
  dialer: DialerPort,
  { name, askedAt }: { readonly name: string; readonly askedAt: Date },
  signal: AbortSignal,
): Promise<string | null> {
  const found = await dialer.findGroup(name, signal);
  if (found.state !== 'ok') throw troubleError(found.trouble);
  if (found.value) return found.value.group_id;
  if (scope.clock.now().getTime() - askedAt.getTime() < dialer.limits.settle_ms)
    throw callsError('calls.still_unknown');
  return null;
}

async function noteAsked(outer: CallScope, mark: TaskMark, at: Date | null): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    await query(scope.em, 'update call_tasks set group_asked_at = $2 where id = $1', [mark.task_id, at]);
  });
}

async function noteGroup(outer: CallScope, mark: TaskMark, groupId: string): Promise<string> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    await query(scope.em, 'update call_tasks set job_group_id = $2, group_asked_at = null where id = $1', [
      mark.task_id,
      groupId,
    ]);
  });
  return groupId;
}

import { query } from '../../../db/query.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { troubleError } from '../dialer-trouble.ts';
import type { Deed, DialerPort, JobSelection } from '../dialer.port.ts';
import { callsError } from '../errors.ts';
import { noteTrouble } from '../tasks/note-trouble.ts';
import { readHanded, type Handed } from './read-handed.ts';

/** Reference ids in one request: they travel in the address. */
const STOPPED_AT_ONCE = 50;

/**
 * Tells the dialer what people want of a task, then whose number must not ring any more. Both may be told twice.
 * @throws AppError `calls.dialer_…`
 */
export async function steer(scope: CallScope, taskId: string, signal: AbortSignal): Promise<void> {
  const dialer = dialerOf(scope);
  const task = await readHanded(scope, taskId);
  if (!task?.job_group_id) return;
  try {
    if (task.control !== task.control_told)
      await tellControl(scope, dialer, { ...task, job_group_id: task.job_group_id }, signal);
    if (task.control !== 'cancelled') await stopNumbers(scope, dialer, task.id, task.job_group_id, signal);
  } catch (thrown) {
    await noteTrouble(scope, taskId, '控制外呼', thrown);
    throw thrown;
  }
}

async function tellControl(
  scope: CallScope,
  dialer: DialerPort,
  task: Handed & { readonly job_group_id: string },
  signal: AbortSignal,
): Promise<void> {
  const tell: Readonly<Record<Handed['control'], (which: JobSelection) => Promise<Deed<null>>>> = {
    suspended: (which) => dialer.suspend(which, signal),
    running: (which) => dialer.resume(which, signal),
    cancelled: (which) => dialer.cancel(which, signal),
  };
  requireDone(await tell[task.control]({ group_id: task.job_group_id }));
  // Told for the wish that was read; a newer one has its own job.
  await query(scope.em, 'update call_tasks set control_told = $2 where id = $1', [task.id, task.control]);
}

async function stopNumbers(
  scope: CallScope,
  dialer: DialerPort,
  taskId: string,
  groupId: string,
  signal: AbortSignal,
): Promise<void> {
  const rows = await query<{ reference_id: string }>(
    scope.em,
    `select reference_id from leads_task_list where task_id = $1 and stop_wanted and call_status is null order by id`,
    [taskId],
  );
  for (let at = 0; at < rows.length; at += STOPPED_AT_ONCE) {
    const reference_ids = rows.slice(at, at + STOPPED_AT_ONCE).map((row) => row.reference_id);
    requireDone(await dialer.cancel({ group_id: groupId, reference_ids }, signal));
    scope.calls.logger.info({ taskId, stopped: reference_ids.length }, '已请外呼平台停止拨打免打扰号码');
  }
}

/** Telling may be repeated, so an unknown answer is told again. */
function requireDone(answer: Deed<null>): void {
  if (answer.state === 'ok') return;
  throw answer.state === 'unknown'
    ? callsError('calls.dialer_down', { details: { reason: answer.trouble.reason } })
    : troubleError(answer.trouble);
}

import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CallTaskDetail } from '../../../kernel/contracts/call-tasks.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import { handOverCalls } from '../handing/hand-over-calls.job.ts';
import { CONTROL_WORDS } from '../words.ts';
import { lockTask } from './lock-task.ts';
import { readTask } from './task-view.ts';

/**
 * Starts calling: the people are handed to the dialer by a job. Starting twice changes nothing.
 * @throws AppError `access.not_permitted`, `calls.no_dialer`, `calls.task_not_found`, `calls.stale_version`,
 *   `calls.move_not_allowed`
 */
export async function startTask(
  outer: CallScope,
  input: { readonly id: string; readonly version: number },
): Promise<CallTaskDetail> {
  requirePermission(outer.actor, 'call.execute');
  dialerOf(outer);
  return await inTransaction(outer, async (scope) => {
    const task = await lockTask(scope, input.id, input.version);
    if (task.control !== 'running')
      throw callsError('calls.move_not_allowed', { details: { state: CONTROL_WORDS[task.control], wish: '开始' } });
    if (task.started) return await readTask(scope, task.id);
    const now = scope.clock.now();
    await query(
      scope.em,
      'update call_tasks set started_at = $2, updated_at = $2, version = version + 1 where id = $1',
      [task.id, now],
    );
    await scope.jobs.enqueue(scope.em, handOverCalls, { task_id: task.id }, { singletonKey: task.id });
    appendAudit(scope, { action: 'call_task.started', entity: 'call_task', entityId: task.id });
    await scope.em.flush();
    scope.events.publish('calls.task_changed', { id: task.id, taskType: task.task_type, change: 'started' });
    return await readTask(scope, task.id);
  });
}

import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CallTaskDetail } from '../../../kernel/contracts/call-tasks.ts';
import type { CallControl } from '../../../kernel/contracts/calls.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import { handOverCalls } from '../handing/hand-over-calls.job.ts';
import { steerCalls } from '../handing/steer-calls.job.ts';
import { CONTROL_WORDS } from '../words.ts';
import { lockTask } from './lock-task.ts';
import { readTask } from './task-view.ts';
import { withholdRecords } from './withhold-records.ts';

const WISH_WORDS = { suspended: '暂停', running: '继续', cancelled: '取消' } as const satisfies Record<
  CallControl,
  string
>;

/**
 * Suspends, resumes or cancels a task. The wish is a row at once; the dialer is told by a job. Cancelling is for good: who was
 * not handed over yet is not called any more.
 * @throws AppError `access.not_permitted`, `calls.task_not_found`, `calls.stale_version`, `calls.move_not_allowed`
 */
export async function steerTask(
  outer: CallScope,
  input: { readonly id: string; readonly version: number; readonly to: CallControl },
): Promise<CallTaskDetail> {
  requirePermission(outer.actor, 'call.execute');
  return await inTransaction(outer, async (scope) => {
    const task = await lockTask(scope, input.id, input.version);
    if (task.control === input.to) return await readTask(scope, task.id);
    if (task.control === 'cancelled' || task.task_type === 'followed_up') {
      const state = task.control === 'cancelled' ? CONTROL_WORDS.cancelled : '已经完成';
      throw callsError('calls.move_not_allowed', { details: { state, wish: WISH_WORDS[input.to] } });
    }
    await query(scope.em, 'update call_tasks set control = $2, updated_at = $3, version = version + 1 where id = $1', [
      task.id,
      input.to,
      scope.clock.now(),
    ]);
    if (input.to === 'cancelled') await withholdRecords(scope, { task_id: task.id, reason: 'task_cancelled' });
    await scope.jobs.enqueue(scope.em, steerCalls, { task_id: task.id }, { singletonKey: task.id });
    if (input.to === 'running' && task.started)
      await scope.jobs.enqueue(scope.em, handOverCalls, { task_id: task.id }, { singletonKey: task.id });
    appendAudit(scope, {
      action: `call_task.${input.to}`,
      entity: 'call_task',
      entityId: task.id,
      before: { control: task.control },
      after: { control: input.to },
    });
    await scope.em.flush();
    scope.events.publish('calls.task_changed', { id: task.id, taskType: task.task_type, change: input.to });
    return await readTask(scope, task.id);
  });
}

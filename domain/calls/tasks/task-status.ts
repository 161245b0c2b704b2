import { query, queryOne } from '../../../db/query.ts';
import { CALL_TASK_TYPE_NUMBERS, type CallTaskType } from '../../../kernel/contracts/calls.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import { digestOf } from '../statistics/digest-of.ts';
import { ENDS_WHEN_STILL } from './task-mark.ts';

/**
 * Moves a task on where its records allow it (spec 001 §2.1.3, §6): calling to called when no record waits for its status, called
 * to followed up when every finished record has its follow-up. Never backwards, for nothing else writes `task_type`.
 */
export async function checkAndUpdateTaskStatus(outer: CallScope, taskId: string): Promise<CallTaskType | undefined> {
  return await inTransaction(outer, async (scope) => {
    const task = await queryOne<{ task_type: CallTaskType; task_name: string }>(
      scope.em,
      `select task_type, task_name, ${ENDS_WHEN_STILL} from call_tasks where id = $1 for update`,
      [taskId],
    );
    if (!task) return undefined;
    let now = task.task_type;
    if (now === 'calling' && (await isCalled(scope, taskId))) now = await move(scope, taskId, task.task_name, 'called');
    if (now === 'called' && (await isFollowedUp(scope, taskId))) {
      now = await move(scope, taskId, task.task_name, 'followed_up');
      const digest = await digestOf(scope, { task_ids: [taskId] });
      await query(scope.em, 'update call_tasks set digest = $2::jsonb where id = $1', [taskId, JSON.stringify(digest)]);
    }
    return now;
  });
}

/**
 * The spec counts records with a job id only. A task does not go back, so those that still wait to be handed over, or whose job
 * id is not known yet, count too; who is not called has a final status of its own.
 */
async function isCalled(scope: CallScope, taskId: string): Promise<boolean> {
  const open = await queryOne(
    scope.em,
    'select 1 as one from leads_task_list where task_id = $1 and call_status is null limit 1',
    [taskId],
  );
  return !open;
}

async function isFollowedUp(scope: CallScope, taskId: string): Promise<boolean> {
  const open = await queryOne(
    scope.em,
    'select 1 as one from leads_task_list where task_id = $1 and call_status is not null and leads_follow_id is null limit 1',
    [taskId],
  );
  return !open;
}

async function move(scope: CallScope, id: string, name: string, to: 'called' | 'followed_up'): Promise<CallTaskType> {
  const now = scope.clock.now();
  await query(
    scope.em,
    `update call_tasks set task_type = $2, ${to}_at = $3, updated_at = $3, version = version + 1 where id = $1`,
    [id, to, now],
  );
  const number = CALL_TASK_TYPE_NUMBERS[to];
  const words = to === 'called' ? '所有外呼已完成' : '所有线索跟进完成';
  scope.calls.logger.info({ taskId: id, task_type: number }, `任务 ${name} (ID: ${id}) ${words}，状态更新为${number}`);
  scope.events.publish('calls.task_changed', { id, taskType: to, change: 'status' });
  return to;
}

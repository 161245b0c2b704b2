import { requirePermission } from '../../../kernel/actor.ts';
import { CALL_TASK_TYPE_NUMBERS } from '../../../kernel/contracts/calls.ts';
import type { CallScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import { triggerHandlers } from '../monitor/trigger-handlers.ts';
import { readTask } from './task-view.ts';

/**
 * Has a task's results fetched now (spec 003 `/query-task-execution`). While it is in work already nothing is added.
 * @throws AppError `access.not_permitted`, `calls.task_not_found`, `calls.not_called_yet`
 */
export async function queryNow(
  scope: CallScope,
  id: string,
): Promise<{
  task_id: string;
  task_type: 1 | 2 | 3 | 4;
  triggered: boolean;
  total: number;
  final: number;
  followed: number;
}> {
  requirePermission(scope.actor, 'call.write');
  const { task_type, job_group_id, total, final, followed } = await readTask(scope, id);
  if (!job_group_id) throw callsError('calls.not_called_yet');
  const triggered = task_type !== 'followed_up' && (await triggerHandlers(scope, { task_id: id, task_type }));
  return { task_id: id, task_type: CALL_TASK_TYPE_NUMBERS[task_type], triggered, total, final, followed };
}

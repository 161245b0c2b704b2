import { Params, query } from '../../../db/query.ts';
import type { CallControl, CallTaskType } from '../../../kernel/contracts/calls.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';

export interface LockedTask {
  readonly id: string;
  readonly task_name: string;
  readonly task_type: CallTaskType;
  readonly control: CallControl;
  readonly started: boolean;
  readonly job_group_id: string | null;
  readonly version: number;
}

/**
 * Locks a task for a change until the end of the transaction.
 * @throws AppError `calls.task_not_found`, `calls.stale_version`
 */
export async function lockTask(scope: ReadScope, id: string, version?: number): Promise<LockedTask> {
  const params = new Params();
  const [task] = await query<LockedTask>(
    scope.em,
    `select t.id, t.task_name, t.task_type, t.control, t.started_at is not null as started, t.job_group_id, t.version
     from call_tasks t where t.id = ${params.add(id)} and ${visibleRows(scope.actor, 't', params)} for update`,
    params.values,
  );
  if (!task) throw callsError('calls.task_not_found', { details: { id } });
  if (version !== undefined && version !== task.version)
    throw callsError('calls.stale_version', { details: { current_version: task.version, given_version: version } });
  return task;
}

import { query } from '../../../db/query.ts';
import type { CallTaskType } from '../../../kernel/contracts/calls.ts';
import type { CallScope } from '../calls-scope.ts';

export interface PendingTask {
  readonly task_id: string;
  readonly task_name: string;
  readonly task_type: CallTaskType;
  readonly job_group_id: string;
}

/** Records that are not through, the words of spec 001 §2.1.1; of a record `r`. */
export const UNFINISHED = `(r.call_status is null or r.leads_follow_id is null or r.is_interested is null)`;

/**
 * The tasks that have something to do, exactly by spec 001 §2.1.1: calling or called, with a group, not in work; a calling one
 * always, a called one as long as a record lacks its status, its follow-up or its judgement.
 */
export async function getPendingTasks(scope: Pick<CallScope, 'em' | 'clock'>): Promise<PendingTask[]> {
  return await query<PendingTask>(
    scope.em,
    `select t.id as task_id, t.task_name, t.task_type, t.job_group_id from call_tasks t
     where t.task_type in ('calling', 'called') and t.job_group_id is not null and t.job_group_id <> ''
       and (t.processing_until is null or t.processing_until <= $1)
       and (t.task_type = 'calling' or exists (select 1 from leads_task_list r where r.task_id = t.id and ${UNFINISHED}))
     order by t.created_at, t.id`,
    [scope.clock.now()],
  );
}

import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { keepMark, type TaskMark } from '../tasks/task-mark.ts';
import { noteRejections } from './sync-call-job-ids.ts';

/** Calls nobody took whose list line was not seen since they ended: only that line says whether they were pushed away. */
const UNTOLD = `task_id = $1 and call_status = 'failed' and dial_state = 'no_answer' and rejected is null and leads_follow_id is null`;

/** Asks the list of failed jobs once more where it is needed. What it does not tell counts as not answered. */
export async function fillRejections(scope: CallScope, mark: TaskMark, signal: AbortSignal): Promise<void> {
  const task = await queryOne<{ group: string }>(
    scope.em,
    `select job_group_id as "group" from call_tasks where id = $1 and exists (select 1 from leads_task_list where ${UNTOLD})`,
    [mark.task_id],
  );
  if (!task) return;
  await dialerOf(scope).readResults(
    task.group,
    (jobs) =>
      inTransaction(scope, async (inner) => {
        await keepMark(inner, mark);
        await noteRejections(inner, mark.task_id, jobs);
      }),
    { state: 'failed', signal },
  );
  await query(scope.em, `update leads_task_list set rejected = false where ${UNTOLD}`, [mark.task_id]);
}

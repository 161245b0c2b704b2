import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CallRepair, CallRepaired } from '../../../kernel/contracts/call-diagnosis.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import { handOverCalls } from '../handing/hand-over-calls.job.ts';
import { analyseAgainJob } from '../handlers/analyse-again.job.ts';
import { setMonitor } from '../monitor/monitor-state.ts';
import { triggerHandlers } from '../monitor/trigger-handlers.ts';
import { checkAndUpdateTaskStatus } from '../tasks/task-status.ts';
import { diagnoseTask } from './diagnose-task.ts';

/**
 * Does everything that would repair a task; nothing of it can call anybody twice or judge anything twice. What somebody may not
 * do (starting the monitor) is left out.
 * @throws AppError `access.not_permitted`, `calls.task_not_found`
 */
export async function repairTask(scope: CallScope, id: string): Promise<CallRepaired> {
  requirePermission(scope.actor, 'call.execute');
  const { repairs, task_type } = await diagnoseTask(scope, id);
  const task = { task_id: id, task_type };
  const process = async (): Promise<boolean> => await triggerHandlers(scope, task);
  const verbs: Readonly<Record<CallRepair, () => Promise<boolean>>> = {
    start_monitor: async () => scope.actor.permissions.has('job.manage') && (await setMonitor(scope, true)).is_running,
    free_mark: async () => await freeMark(scope, id),
    resend_refused: async () => await resendRefused(scope, id),
    hand_over_again: async () => await handOverAgain(scope, id),
    sync_again: process,
    query_again: process,
    follow_again: async () => await forgetAsked(scope, id, process),
    analyse_again: async () => await askForAnalysis(scope, id),
    update_status: async () => (await checkAndUpdateTaskStatus(scope, id)) !== undefined,
  };
  const done: CallRepair[] = [];
  for (const { repair } of repairs) if (await verbs[repair]()) done.push(repair);
  appendAudit(scope, { action: 'call_task.repaired', entity: 'call_task', entityId: id, after: { done } });
  await scope.em.flush();
  return { done, diagnosis: await diagnoseTask(scope, id) };
}

async function freeMark(scope: CallScope, id: string): Promise<boolean> {
  await query(
    scope.em,
    `update call_tasks set processing_until = case when processing_until <= $2 then null else processing_until end,
       handing_until = case when handing_until <= $2 then null else handing_until end where id = $1`,
    [id, scope.clock.now()],
  );
  return true;
}

/** What the dialer refused may be asked for again once a person has set it right. */
async function resendRefused(outer: CallScope, id: string): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    const rows = await query(
      scope.em,
      `update leads_task_list set hand_over = 'waiting', batch_id = null, updated_time = $2
       where task_id = $1 and hand_over = 'refused' returning id`,
      [id, scope.clock.now()],
    );
    await query(scope.em, 'update call_tasks set handed_over_at = null where id = $1', [id]);
    await scope.jobs.enqueue(scope.em, handOverCalls, { task_id: id }, { singletonKey: id });
    return rows.length > 0;
  });
}

async function handOverAgain(outer: CallScope, id: string): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    await scope.jobs.enqueue(scope.em, handOverCalls, { task_id: id }, { singletonKey: id });
    return true;
  });
}

/** Follow-ups whose job was given up are triggered again at once. */
async function forgetAsked(scope: CallScope, id: string, process: () => Promise<boolean>): Promise<boolean> {
  await query(
    scope.em,
    'update leads_task_list set follow_asked_at = null where task_id = $1 and leads_follow_id is null and call_status is not null',
    [id],
  );
  await process();
  return true;
}

async function askForAnalysis(outer: CallScope, id: string): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    const rows = await query<{ record_id: string }>(
      scope.em,
      `select f.record_id from dcc_leads_follow f join leads_task_list r on r.id = f.record_id
       where r.task_id = $1 and f.basis = 'basic' order by f.id limit 1000`,
      [id],
    );
    for (const { record_id } of rows)
      await scope.jobs.enqueue(scope.em, analyseAgainJob, { record_id }, { singletonKey: record_id });
    return rows.length > 0;
  });
}

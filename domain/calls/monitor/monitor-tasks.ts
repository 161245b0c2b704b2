import { query } from '../../../db/query.ts';
import type { CallScope } from '../calls-scope.ts';
import { handOverCalls } from '../handing/hand-over-calls.job.ts';
import { steerCalls } from '../handing/steer-calls.job.ts';
import { getPendingTasks } from './get-pending-tasks.ts';
import { readMonitor } from './monitor-state.ts';
import { triggerHandlers } from './trigger-handlers.ts';

/**
 * One look of the monitor (spec 001 §4.2): has each pending task's handlers run, and goes on with what an interrupted process
 * left: people not handed over, a wish the dialer was not told. A fault of one task does not keep the others waiting.
 * @returns how many tasks were taken up
 */
export async function monitorTasks(scope: CallScope, options: { readonly asked: boolean }): Promise<number> {
  const { logger } = scope.calls;
  if (!options.asked && !(await readMonitor(scope)).is_running) {
    logger.info('自动化任务监控已停止，跳过本次检查');
    return 0;
  }
  if (!scope.calls.dialer) return 0;
  const pending = await getPendingTasks(scope);
  logger.info(
    { tasks: pending.map(({ task_id, task_type }) => ({ task_id, task_type })) },
    `本次检查找到 ${pending.length} 个待处理任务`,
  );
  let taken = 0;
  for (const task of pending) {
    try {
      if (await triggerHandlers(scope, task)) taken += 1;
      logger.info({ taskId: task.task_id }, `检查任务: ${task.task_name} (ID: ${task.task_id})`);
    } catch (error) {
      logger.error({ taskId: task.task_id, error }, '检查任务出错，继续处理其他任务');
    }
  }
  await goOn(scope);
  await query(scope.em, `update call_monitor set last_check_at = $1, last_found = $2 where id = 'monitor'`, [
    scope.clock.now(),
    pending.length,
  ]);
  return taken;
}

/** People of a started task who wait, or whose request got lost: the latter also of one that was paused or cancelled since. */
const UNHANDED = `t.started_at is not null and t.handed_over_at is null and (t.control = 'running' or exists (
  select 1 from leads_task_list s where s.task_id = t.id and s.hand_over = 'sending'))`;

/** What a process that died, or retries that were used up, left undone. */
async function goOn(scope: CallScope): Promise<void> {
  const open = await query<{ id: string; hand_over: boolean }>(
    scope.em,
    `select t.id, ${UNHANDED} as hand_over from call_tasks t
     where (t.handing_until is null or t.handing_until <= $1) and (
       (${UNHANDED})
       or (t.job_group_id is not null and t.control <> t.control_told)
       or exists (select 1 from leads_task_list r where r.task_id = t.id and r.stop_wanted and r.call_status is null))`,
    [scope.clock.now()],
  );
  for (const { id, hand_over } of open)
    await scope.em.transactional(async (em) => {
      await scope.jobs.enqueue(em, steerCalls, { task_id: id }, { singletonKey: id });
      if (hand_over) await scope.jobs.enqueue(em, handOverCalls, { task_id: id }, { singletonKey: id });
    });
}

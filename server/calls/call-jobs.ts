import type { CallScope } from '../../domain/calls/calls-scope.ts';
import { handOver } from '../../domain/calls/handing/hand-over.ts';
import { handOverCalls } from '../../domain/calls/handing/hand-over-calls.job.ts';
import { steer } from '../../domain/calls/handing/steer.ts';
import { steerCalls } from '../../domain/calls/handing/steer-calls.job.ts';
import { actOnJudged } from '../../domain/calls/handlers/act-on-judged-call.ts';
import { actOnJudgedCall } from '../../domain/calls/handlers/act-on-judged-call.job.ts';
import { analyseAgain } from '../../domain/calls/handlers/analyse-again.ts';
import { analyseAgainJob } from '../../domain/calls/handlers/analyse-again.job.ts';
import { createFollows, createFollowsByTaskAndPhone } from '../../domain/calls/handlers/create-leads-follow.ts';
import { createLeadsFollow } from '../../domain/calls/handlers/create-leads-follow.job.ts';
import { createLeadsFollowByTaskAndPhone } from '../../domain/calls/handlers/create-leads-follow-by-task-and-phone.job.ts';
import { queryExecution } from '../../domain/calls/handlers/query-task-execution.ts';
import { queryTaskExecution } from '../../domain/calls/handlers/query-task-execution.job.ts';
import { syncJobIds } from '../../domain/calls/handlers/sync-call-job-ids.ts';
import { syncCallJobIds } from '../../domain/calls/handlers/sync-call-job-ids.job.ts';
import { monitorTasks } from '../../domain/calls/monitor/monitor-tasks.ts';
import { monitorPendingTasks } from '../../domain/calls/monitor/monitor-pending-tasks.job.ts';
import { triggerHandlers } from '../../domain/calls/monitor/trigger-handlers.ts';
import { processTaskAfterCreation } from '../../domain/calls/monitor/process-task-after-creation.job.ts';
import { keepWanted } from '../../domain/calls/records/keep-recordings.ts';
import { keepRecordings } from '../../domain/calls/records/keep-recordings.job.ts';
import { defineSchedule, type ScheduleDefinition } from '../../jobs/schedules.ts';
import type { ServiceParts } from '../parts.ts';
import { serviceScope } from '../service-scope.ts';

/** The jobs of the room of calls; a test fails when one is missing. */
export const CALL_JOBS = [
  monitorPendingTasks,
  processTaskAfterCreation,
  handOverCalls,
  steerCalls,
  syncCallJobIds,
  queryTaskExecution,
  createLeadsFollow,
  createLeadsFollowByTaskAndPhone,
  actOnJudgedCall,
  analyseAgainJob,
  keepRecordings,
] as const;

export type CallParts = Pick<ServiceParts, 'orm' | 'clock' | 'bus' | 'engine' | 'calls'>;

/** What a job of the room works with: the service itself, in a unit of work of its own. */
export function callScope(parts: CallParts): CallScope {
  return { ...serviceScope(parts), calls: parts.calls };
}

/** Says who carries the jobs of calls out. */
export function registerCallHandlers(parts: CallParts): void {
  const { engine } = parts;
  const scope = (): CallScope => callScope(parts);
  engine.handle(monitorPendingTasks, async (payload) => void (await monitorTasks(scope(), payload)));
  engine.handle(processTaskAfterCreation, async ({ task_id }) => {
    const after = parts.calls.settings.queryDelaySeconds;
    await triggerHandlers(scope(), { task_id, task_type: 'calling' }, after);
  });
  engine.handle(handOverCalls, async ({ task_id }, { signal }) => await handOver(scope(), task_id, signal));
  engine.handle(steerCalls, async ({ task_id }, { signal }) => await steer(scope(), task_id, signal));
  engine.handle(syncCallJobIds, async (payload, context) => await syncJobIds(scope(), payload, context));
  engine.handle(queryTaskExecution, async (payload, { signal }) => await queryExecution(scope(), payload, signal));
  engine.handle(createLeadsFollow, async (payload, { signal }) => await createFollows(scope(), payload, signal));
  engine.handle(createLeadsFollowByTaskAndPhone, async (payload, { signal }) => {
    await createFollowsByTaskAndPhone(scope(), payload, signal);
  });
  engine.handle(actOnJudgedCall, async (judged) => await actOnJudged(scope(), judged));
  engine.handle(analyseAgainJob, async ({ record_id }, { signal }) => await analyseAgain(scope(), record_id, signal));
  engine.handle(keepRecordings, async ({ task_id }, { signal }) => await keepWanted(scope(), task_id, signal));
}

/** The monitor's tick; each slot's look is taken by one process. */
export function callSchedule(minutes: number): ScheduleDefinition<{ asked: boolean }> {
  return defineSchedule({
    name: 'monitor-pending-tasks',
    cron: minutes === 60 ? '0 * * * *' : `*/${minutes} * * * *`,
    job: monitorPendingTasks,
    payload: { asked: false },
  });
}

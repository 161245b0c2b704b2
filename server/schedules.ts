import { takeOverRuns } from '../domain/chat/take-over-runs.job.ts';
import { endContracts } from '../domain/crm/contracts/end-contracts.job.ts';
import { watchDeals } from '../domain/crm/deal-warnings/watch-deals.job.ts';
import { remindPeople } from '../domain/crm/follow-ups/remind-people.job.ts';
import { measureForecast } from '../domain/crm/forecast/measure-forecast.job.ts';
import { refreshQualityJob } from '../domain/crm/quality/refresh-quality.job.ts';
import { assignWaiting } from '../domain/crm/assignment/assign-waiting.job.ts';
import { recyclePool } from '../domain/crm/pools/recycle-pool.job.ts';
import { fitModelJob } from '../domain/crm/scoring/models/fit-model.job.ts';
import { scoreOpenLeadsJob } from '../domain/crm/scoring/score-open-leads.job.ts';
import { refreshProfiles } from '../domain/crm/profiles/refresh-profiles.job.ts';
import { countSegments } from '../domain/crm/segments/count-segments.job.ts';
import { watchAlerts } from '../domain/alerts/watch/watch-alerts.job.ts';
import { checkCommands } from '../domain/messaging/commands/check-commands.job.ts';
import { readCallbacks } from '../domain/messaging/receive/read-callbacks.job.ts';
import { watchFlows } from '../domain/routing/running/watch-flows.job.ts';
import { cleanUp } from '../jobs/clean-up.job.ts';
import { inspectKnowledgeJob } from '../knowledge/quality/inspect-knowledge.job.ts';
import { markOverdueJob } from '../domain/after-sales/mark-overdue.job.ts';
import { watchSop } from '../domain/sop/running/watch-sop.job.ts';
import { sweepSop } from '../domain/sop/triggers/sweep-sop.job.ts';
import { defineSchedule } from '../jobs/schedules.ts';

/** What runs by the clock, in the organisation's zone. */
export const SCHEDULES = [
  defineSchedule({ name: 'nightly-clean-up', cron: '17 3 * * *', job: cleanUp, payload: {} }),
  defineSchedule({ name: 'nightly-knowledge', cron: '41 3 * * *', job: inspectKnowledgeJob, payload: {} }),
  defineSchedule({ name: 'nightly-contracts', cron: '20 0 * * *', job: endContracts, payload: {} }),
  defineSchedule({ name: 'nightly-forecast', cron: '40 4 * * *', job: measureForecast, payload: {} }),
  defineSchedule({ name: 'morning-deals', cron: '30 6 * * *', job: watchDeals, payload: {} }),
  // Which hours count stands in the organisation's settings.
  defineSchedule({ name: 'hourly-reminders', cron: '2 * * * *', job: remindPeople, payload: {} }),
  defineSchedule({ name: 'refresh-quality', cron: '* * * * *', job: refreshQualityJob, payload: {} }),
  // Who keeps a callback wakes who reads it; this finds what a process left behind, and what is due for another try.
  defineSchedule({ name: 'read-callbacks', cron: '*/10 * * * * *', job: readCallbacks, payload: {} }),
  defineSchedule({ name: 'check-commands', cron: '*/1 * * * *', job: checkCommands, payload: {} }),
  defineSchedule({ name: 'watch-flows', cron: '*/15 * * * * *', job: watchFlows, payload: {} }),
  defineSchedule({ name: 'watch-sop', cron: '*/15 * * * * *', job: watchSop, payload: {} }),
  defineSchedule({ name: 'sweep-sop', cron: '*/1 * * * *', job: sweepSop, payload: {} }),
  defineSchedule({ name: 'watch-alerts', cron: '*/1 * * * *', job: watchAlerts, payload: {} }),
  defineSchedule({ name: 'mark-overdue', cron: '*/1 * * * *', job: markOverdueJob, payload: {} }),
  defineSchedule({ name: 'take-over-runs', cron: '*/15 * * * * *', job: takeOverRuns, payload: {} }),
  defineSchedule({ name: 'assign-waiting', cron: '*/1 * * * *', job: assignWaiting, payload: {} }),
  defineSchedule({ name: 'recycle-pool', cron: '7 * * * *', job: recyclePool, payload: {} }),
  defineSchedule({
    name: 'fade-lead-scores',
    cron: '41 2 * * *',
    job: scoreOpenLeadsJob,
    payload: { event: 'time_passed' as const },
  }),
  defineSchedule({ name: 'fit-lead-score', cron: '11 4 * * 0', job: fitModelJob, payload: { requested_by: null } }),
  defineSchedule({ name: 'refresh-profiles', cron: '*/1 * * * *', job: refreshProfiles, payload: { all: false } }),
  defineSchedule({ name: 'nightly-profiles', cron: '37 2 * * *', job: refreshProfiles, payload: { all: true } }),
  defineSchedule({ name: 'count-segments', cron: '43 23 * * *', job: countSegments, payload: {} }),
];

import { takeOverRuns } from '../domain/chat/take-over-runs.job.ts';
import { cleanUp } from '../jobs/clean-up.job.ts';
import { defineSchedule } from '../jobs/schedules.ts';

/** What runs by the clock, in the organisation's zone. */
export const SCHEDULES = [
  defineSchedule({ name: 'nightly-clean-up', cron: '17 3 * * *', job: cleanUp, payload: {} }),
  defineSchedule({ name: 'take-over-runs', cron: '*/15 * * * * *', job: takeOverRuns, payload: {} }),
];

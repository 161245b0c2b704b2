import { defineJob } from '../../../jobs/job.ts';
import { HandlerPayload } from './sync-call-job-ids.job.ts';

/** Fetches the results of a task (spec 001 §3.2): 30 s between tries, three of them. */
export const queryTaskExecution = defineJob({
  name: 'query-task-execution',
  payload: HandlerPayload,
  retries: 3,
  retryDelay: 30,
  steady: true,
  expireIn: 3600,
});

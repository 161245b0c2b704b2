import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** What a handler of a task carries: the task, and the mark under which it was added. */
export const HandlerPayload = z.object({ task_id: z.uuid(), token: z.int() });

/** Fetches the dialer's job ids of a task (spec 001 §3.1): 60 s between tries, three of them. */
export const syncCallJobIds = defineJob({
  name: 'sync-call-job-ids',
  payload: HandlerPayload.extend({
    /** Seconds until the results are asked for; null: they are not. */
    query_after: z.int().min(0).nullable(),
  }),
  retries: 3,
  retryDelay: 60,
  steady: true,
  expireIn: 1800,
});

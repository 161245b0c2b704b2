import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Writes the follow-ups of finished calls (spec 001 §3.3): 60 s between tries, three of them. */
export const createLeadsFollow = defineJob({
  name: 'create-leads-follow',
  payload: z.object({ task_id: z.uuid(), call_job_ids: z.array(z.string().min(1)).min(1).max(100) }),
  retries: 3,
  retryDelay: 60,
  steady: true,
  concurrency: 4,
  expireIn: 3600,
});

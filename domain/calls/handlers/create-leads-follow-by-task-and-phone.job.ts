import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** As `create-leads-follow`, for records without a job id: found by task and number (spec 001 §3.4). */
export const createLeadsFollowByTaskAndPhone = defineJob({
  name: 'create-leads-follow-by-task-and-phone',
  payload: z.object({ task_id: z.uuid(), phones: z.array(z.string().min(1)).min(1).max(100) }),
  retries: 3,
  retryDelay: 60,
  steady: true,
  expireIn: 3600,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Brings the recordings of a task into our own keeping: the dialer's links expire. */
export const keepRecordings = defineJob({
  name: 'keep-recordings',
  payload: z.object({ task_id: z.uuid() }),
  onePerKey: true,
  retries: 5,
  retryDelay: 60,
  expireIn: 3600,
});

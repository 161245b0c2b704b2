import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Hands the people of a started task to the dialer, batch by batch. Retries wait until a lost answer can be looked up. */
export const handOverCalls = defineJob({
  name: 'hand-over-calls',
  payload: z.object({ task_id: z.uuid() }),
  onePerKey: true,
  retries: 10,
  retryDelay: 60,
  steady: true,
  expireIn: 3600,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Tells the dialer what people want of a task: go on, pause, stop; and whom it shall not call any more. */
export const steerCalls = defineJob({
  name: 'steer-calls',
  payload: z.object({ task_id: z.uuid() }),
  onePerKey: true,
  retries: 10,
  retryDelay: 30,
});

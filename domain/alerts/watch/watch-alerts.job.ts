import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Each minute: raises what nobody solved in time, finds who waits for an answer, ends what was answered. */
export const watchAlerts = defineJob({
  name: 'watch-alerts',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
  expireIn: 300,
});

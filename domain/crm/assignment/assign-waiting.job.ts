import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Gives out the leads that wait without an owner. */
export const assignWaiting = defineJob({
  name: 'assign-waiting',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
});

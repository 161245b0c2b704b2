import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Finds what should have gone on and did not: a waking job that was lost, a process that was killed. */
export const watchFlows = defineJob({
  name: 'watch-flows',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
});

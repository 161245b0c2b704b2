import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Finds what should have gone on and did not, what ran out of its time, and what its template holds. */
export const watchSop = defineJob({
  name: 'watch-sop',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
});

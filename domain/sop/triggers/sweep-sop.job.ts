import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Looks which templates start by the clock or by a condition now, and goes through the contacts they choose. */
export const sweepSop = defineJob({
  name: 'sweep-sop',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
});

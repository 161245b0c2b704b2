import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Carries on whatever sequences are due. The lane only says how many such jobs may wait beside each other. */
export const runSop = defineJob({
  name: 'run-sop',
  payload: z.strictObject({ lane: z.int().min(0) }),
  onePerKey: true,
  concurrency: 2,
  expireIn: 300,
});

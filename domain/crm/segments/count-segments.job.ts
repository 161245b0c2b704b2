import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Notes how many records each segment has today. */
export const countSegments = defineJob({
  name: 'count-segments',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
});

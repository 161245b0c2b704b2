import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Looks at the records that were written since the last time. */
export const refreshQualityJob = defineJob({
  name: 'refresh-quality',
  payload: z.object({}),
  expireIn: 7200,
  concurrency: 1,
  onePerKey: true,
});

import { z } from 'zod';
import { defineJob } from '../../../../jobs/job.ts';

/** Fits a model from the organisation's own leads and puts it to work when it beats the rules: weekly and when asked. */
export const fitModelJob = defineJob({
  name: 'fit-lead-score',
  payload: z.object({ requested_by: z.uuid().nullable() }),
  onePerKey: true,
  concurrency: 1,
  retries: 2,
  expireIn: 1800,
});

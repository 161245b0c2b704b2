import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Starts the contacts of a batch, some at a time. */
export const runSopBatch = defineJob({
  name: 'run-sop-batch',
  payload: z.strictObject({ batch_id: z.uuid() }),
  expireIn: 1800,
});

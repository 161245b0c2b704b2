import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Reads every callback that waits: what another process kept or left behind, and what is due for another try. */
export const readCallbacks = defineJob({
  name: 'read-callbacks',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
  expireIn: 300,
});

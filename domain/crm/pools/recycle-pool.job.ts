import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Takes back what nobody followed up and warns of what is near. */
export const recyclePool = defineJob({
  name: 'recycle-pool',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
  expireIn: 3_000,
});

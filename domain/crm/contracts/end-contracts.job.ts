import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Each night: contracts whose last day has passed run out, or follow themselves where that was agreed. */
export const endContracts = defineJob({
  name: 'end-contracts',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
});

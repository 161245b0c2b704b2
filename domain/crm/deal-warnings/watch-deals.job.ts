import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Each morning: raises warnings of deals that stall or slip, and resolves those whose cause is gone. */
export const watchDeals = defineJob({
  name: 'watch-deals',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
});

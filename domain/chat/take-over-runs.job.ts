import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Continues answers whose process died. */
export const takeOverRuns = defineJob({
  name: 'take-over-runs',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
  retries: 0,
});

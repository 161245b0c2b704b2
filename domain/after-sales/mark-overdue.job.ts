import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Says of tasks whose time is over that they are overdue, whoever made them. */
export const markOverdueJob = defineJob({
  name: 'mark-overdue',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
  expireIn: 120,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Looks which tasks have something to do and has it done (spec 001 §4.2). `asked`: by a person, even while it is stopped. */
export const monitorPendingTasks = defineJob({
  name: 'monitor-pending-tasks',
  payload: z.object({ asked: z.boolean() }),
  onePerKey: true,
  concurrency: 1,
});

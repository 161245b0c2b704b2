import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** After a task was handed over: its job ids are fetched, and a while later its results (spec 001 §4.1). */
export const processTaskAfterCreation = defineJob({
  name: 'process-task-after-creation',
  payload: z.object({ task_id: z.uuid() }),
  onePerKey: true,
});

import { defineJob } from '../../../jobs/job.ts';
import { taskChanged } from '../../after-sales/signals.ts';

/** Wakes what waits for a tracked task that was answered, finished or given up. */
export const wakeForTask = defineJob({
  name: 'wake-for-task',
  payload: taskChanged.payload,
  hears: [taskChanged],
  concurrency: 4,
});

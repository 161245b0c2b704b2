import { defineJob } from '../../../jobs/job.ts';
import { commandSettled } from '../../messaging/signals.ts';

/** Wakes what waits for a command that came to its end. */
export const wakeFlows = defineJob({
  name: 'wake-flows',
  payload: commandSettled.payload,
  hears: [commandSettled],
  concurrency: 4,
});

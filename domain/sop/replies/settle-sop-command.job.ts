import { defineJob } from '../../../jobs/job.ts';
import { commandSettled } from '../../messaging/signals.ts';

/** Lets go on what waits for a message that left, or did not. */
export const settleSopCommand = defineJob({
  name: 'settle-sop-command',
  payload: commandSettled.payload,
  hears: [commandSettled],
  concurrency: 4,
});

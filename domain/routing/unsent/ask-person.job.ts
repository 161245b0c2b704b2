import { defineJob } from '../../../jobs/job.ts';
import { commandNeedsPerson } from '../../messaging/signals.ts';

/** Tells a person that a message waits for them. */
export const askPersonJob = defineJob({
  name: 'ask-person',
  payload: commandNeedsPerson.payload,
  hears: [commandNeedsPerson],
});

import { defineJob } from '../../../jobs/job.ts';
import { messageReceived } from '../../messaging/signals.ts';

/** Starts sequences that wait for a message. */
export const startOnMessage = defineJob({
  name: 'start-on-message',
  payload: messageReceived.payload,
  hears: [messageReceived],
});

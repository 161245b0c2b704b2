import { defineJob } from '../../../jobs/job.ts';
import { messageReceived } from '../../messaging/signals.ts';

/** Starts a message on its way through the active flow, and carries on what can go on in its conversation. */
export const routeMessage = defineJob({
  name: 'route-message',
  payload: messageReceived.payload,
  hears: [messageReceived],
  concurrency: 8,
  expireIn: 300,
});

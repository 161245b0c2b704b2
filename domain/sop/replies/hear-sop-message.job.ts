import { defineJob } from '../../../jobs/job.ts';
import { messageReceived } from '../../messaging/signals.ts';

/** Tells sequences of what was written in their conversation: by the contact, or by a colleague. */
export const hearSopMessage = defineJob({
  name: 'hear-sop-message',
  payload: messageReceived.payload,
  hears: [messageReceived],
  concurrency: 4,
});

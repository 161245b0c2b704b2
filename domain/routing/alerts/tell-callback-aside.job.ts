import { defineJob } from '../../../jobs/job.ts';
import { callbackAside } from '../../messaging/signals.ts';

/** Tells those who look after the service of a callback that processes died of. */
export const tellCallbackAsideJob = defineJob({
  name: 'tell-callback-aside',
  payload: callbackAside.payload,
  hears: [callbackAside],
  concurrency: 1,
});

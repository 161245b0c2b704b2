import { defineJob } from '../../../jobs/job.ts';
import { accountStateChanged } from '../../messaging/signals.ts';

/** Holds the sequences of an account that went offline, and lets them go on when it is back. */
export const followAccount = defineJob({
  name: 'follow-account',
  payload: accountStateChanged.payload,
  hears: [accountStateChanged],
});

import { defineJob } from '../../../jobs/job.ts';
import { friendAdded } from '../../messaging/signals.ts';

/** Starts sequences that wait for a new friend. */
export const startOnFriend = defineJob({
  name: 'start-on-friend',
  payload: friendAdded.payload,
  hears: [friendAdded],
});

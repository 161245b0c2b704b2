import { defineJob } from '../../../jobs/job.ts';
import { alertReachedLevel } from '../../alerts/signals.ts';

/** Tells whoever is to know that an alert was opened at a level or raised to it. */
export const notifyAlertJob = defineJob({
  name: 'notify-alert',
  payload: alertReachedLevel.payload,
  hears: [alertReachedLevel],
});

import { defineJob } from '../../../jobs/job.ts';
import { opportunityStageMoved } from '../../crm/opportunities/signals.ts';

/** Starts sequences that wait for a deal to move. */
export const startOnStage = defineJob({
  name: 'start-on-stage',
  payload: opportunityStageMoved.payload,
  hears: [opportunityStageMoved],
});

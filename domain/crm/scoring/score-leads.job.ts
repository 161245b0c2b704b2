import { defineJob } from '../../../jobs/job.ts';
import { leadTouched } from '../signals.ts';

/** Scores leads that were touched. The key is the lead's id, so a lead that changes often waits once. */
export const scoreLeadsJob = defineJob({
  name: 'score-leads',
  payload: leadTouched.payload,
  hears: [leadTouched],
  onePerKey: true,
});

import { defineJob } from '../../../jobs/job.ts';
import { leadGraded } from '../../crm/signals.ts';

/** Starts sequences that wait for a lead of a grade. */
export const startOnGrade = defineJob({
  name: 'start-on-grade',
  payload: leadGraded.payload,
  hears: [leadGraded],
});

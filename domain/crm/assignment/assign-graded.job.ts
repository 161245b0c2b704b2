import { defineJob } from '../../../jobs/job.ts';
import { leadGraded } from '../signals.ts';

/** Gives a lead that waits out as soon as its grade says how good it is. */
export const assignGraded = defineJob({ name: 'assign-graded', payload: leadGraded.payload, hears: [leadGraded] });

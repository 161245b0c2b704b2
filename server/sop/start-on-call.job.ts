import { callJudged } from '../../domain/calls/signals.ts';
import { defineJob } from '../../jobs/job.ts';

/** Starts sequences that wait for a judged call. It stands here because neither of the two rooms knows the other. */
export const startOnCall = defineJob({
  name: 'start-on-call',
  payload: callJudged.payload,
  hears: [callJudged],
});

import { defineJob } from '../../../jobs/job.ts';
import { callJudged } from '../signals.ts';

/** Somebody is interested: the lead is scored and given out at once. */
export const actOnJudgedCall = defineJob({
  name: 'act-on-judged-call',
  payload: callJudged.payload,
  hears: [callJudged],
  concurrency: 4,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Makes up for a follow-up that nobody analysed. */
export const analyseAgainJob = defineJob({
  name: 'analyse-call-again',
  payload: z.object({ record_id: z.uuid() }),
  onePerKey: true,
  concurrency: 4,
});

import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Asks the questions of an evaluation set, going on where an earlier try stopped. */
export const evaluateKnowledge = defineJob({
  name: 'evaluate-knowledge',
  payload: z.object({ run_id: z.uuid() }),
  concurrency: 1,
  expireIn: 3600,
});

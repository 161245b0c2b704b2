import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Gives unanswered questions to the articles that are missing. */
export const clusterGapsJob = defineJob({
  name: 'cluster-gaps',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
});

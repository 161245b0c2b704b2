import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Looks for documents that are out of date, double, contradicting or disliked. */
export const inspectKnowledgeJob = defineJob({
  name: 'inspect-knowledge',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
  expireIn: 3600,
});

import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Fills a new index from all documents while the old one answers, then switches. */
export const rebuildIndex = defineJob({
  name: 'rebuild-index',
  payload: z.object({}),
  expireIn: 6 * 3600,
  concurrency: 1,
  onePerKey: true,
});

import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Tells the index who may read a document now, its categories, tags and days. */
export const refreshIndex = defineJob({
  name: 'refresh-index',
  payload: z.object({ document_id: z.uuid() }),
  retries: 12,
  onePerKey: true,
});

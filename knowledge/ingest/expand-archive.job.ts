import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Takes the files out of an uploaded archive, each as a document. */
export const expandArchive = defineJob({
  name: 'expand-archive',
  payload: z.object({ item_id: z.uuid() }),
  expireIn: 3600,
  concurrency: 1,
});

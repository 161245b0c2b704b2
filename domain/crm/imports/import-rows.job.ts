import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Writes the rows of a started import, batch by batch, going on where an earlier try stopped. */
export const importRows = defineJob({
  name: 'import-rows',
  payload: z.object({ import_id: z.uuid() }),
  expireIn: 7200,
  concurrency: 1,
});

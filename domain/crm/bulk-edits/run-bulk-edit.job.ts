import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Carries out, or takes back, a bulk edit batch by batch, going on where an earlier try stopped. */
export const runBulkEditJob = defineJob({
  name: 'run-bulk-edit',
  payload: z.object({ bulk_edit_id: z.uuid() }),
  expireIn: 7200,
  concurrency: 1,
});

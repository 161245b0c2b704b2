import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Takes deleted documents and replaced versions out of the index. */
export const removeFromIndex = defineJob({
  name: 'remove-from-index',
  payload: z.object({ document_ids: z.array(z.uuid()), version_ids: z.array(z.uuid()) }),
  retries: 12,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';
import { CustomEntity } from '../../../kernel/contracts/custom-fields.ts';

/** Makes the search texts of a kind of record anew after its searchable fields changed. */
export const refreshSearchTextJob = defineJob({
  name: 'refresh-search-text',
  payload: z.object({ entity: CustomEntity }),
  expireIn: 3600,
  concurrency: 1,
});

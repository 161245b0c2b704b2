import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Reads a version's file, cuts it and puts its passages into the index, going on where an earlier try stopped. */
export const ingestDocument = defineJob({
  name: 'ingest-document',
  payload: z.object({ version_id: z.uuid() }),
  expireIn: 3600,
  retries: 8,
});

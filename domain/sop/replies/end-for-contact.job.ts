import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Ends every sequence of somebody who wants nothing any more. */
export const endForContact = defineJob({
  name: 'end-for-contact',
  payload: z.strictObject({ person_id: z.uuid() }),
});

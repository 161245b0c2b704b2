import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Counts the profiles of customers something happened to, or (`all`, each night) of everybody with new boundaries. */
export const refreshProfiles = defineJob({
  name: 'refresh-profiles',
  payload: z.strictObject({ all: z.boolean() }),
  onePerKey: true,
  concurrency: 1,
  expireIn: 3_000,
});

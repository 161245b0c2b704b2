import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';

/** Takes the starter library in; a second time only what has changed. */
export const loadLibrary = defineJob({
  name: 'load-library',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
  expireIn: 1800,
});

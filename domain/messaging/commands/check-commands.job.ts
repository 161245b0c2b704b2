import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Asks the vendors what became of commands that nobody reported, and wakes queues that lost their sender. */
export const checkCommands = defineJob({
  name: 'check-commands',
  payload: z.strictObject({}),
  onePerKey: true,
  concurrency: 1,
  expireIn: 300,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Sends what is due at one account, one command after the other, at the account's pace. */
export const sendCommands = defineJob({
  name: 'send-commands',
  payload: z.strictObject({ account_id: z.uuid() }),
  onePerKey: true,
  concurrency: 8,
  expireIn: 300,
});

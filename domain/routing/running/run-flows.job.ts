import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Carries on what can go on in a conversation. */
export const runFlows = defineJob({
  name: 'run-flows',
  payload: z.strictObject({ conversation_id: z.uuid() }),
  onePerKey: true,
  concurrency: 8,
  expireIn: 300,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Judges what a contact meant: for an instance that waits for it, or beside any wait, whether they want to be left alone. */
export const judgeReply = defineJob({
  name: 'judge-reply',
  payload: z.union([
    z.strictObject({ instance_id: z.uuid(), token: z.int() }),
    z.strictObject({ message_id: z.uuid() }),
  ]),
  concurrency: 4,
  expireIn: 90,
});

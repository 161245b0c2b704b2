import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Each hour: at the hours the organisation chose, people hear of their follow-ups, deliveries and contracts. */
export const remindPeople = defineJob({
  name: 'remind-people',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
});

import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';

/** Each night, and when somebody asks: learns from history what the forecasts of the day rest on, and measures how good they were. */
export const measureForecast = defineJob({
  name: 'measure-forecast',
  payload: z.object({}),
  onePerKey: true,
  concurrency: 1,
});

import { z } from 'zod';
import { defineJob } from './job.ts';

/** Removes what has outlived its use: spent tickets and tokens, old slots, stream events of a month ago. */
export const cleanUp = defineJob({ name: 'clean-up', payload: z.object({}), onePerKey: true, concurrency: 1 });

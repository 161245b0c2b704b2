import { z } from 'zod';
import { defineShape } from './action.ts';

const Config = z.strictObject({
  /** How the sequence counts in the statistics. */
  outcome: z.enum(['reached', 'done', 'stopped']).default('done'),
  reason: z.string().trim().max(200).default(''),
});

/** Ends the sequence here. */
export const end = defineShape({
  type: 'end',
  title: '结束',
  description: '在这里结束流程，并说明结果：达成目标、走完，或中止。',
  config: Config,
  ways: () => ({}),
  perform: ({ outcome, reason }) => ({ kind: 'end', outcome, reason: reason || '流程走到了结束' }),
});

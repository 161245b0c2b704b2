import { z } from 'zod';

const moment = z.iso.datetime({ offset: true });

/** What a task came to. Rates are parts of 1, null without a call to count. */
export const CallDigest = z.object({
  total: z.int(),
  dialled: z.int(),
  reached: z.int(),
  reach_rate: z.number().nullable(),
  interested: z.int(),
  /** Of those reached. */
  interest_rate: z.number().nullable(),
  not_interested: z.int(),
  do_not_call: z.int(),
  reasons: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** Hours of the day in Asia/Shanghai by how often somebody answered, the best first. */
  best_hours: z.array(z.object({ hour: z.int(), dialled: z.int(), reached: z.int(), rate: z.number() })),
  seconds: z.int(),
  /** Begun minutes of all calls: what the line bills. */
  minutes: z.int(),
  /** Yuan. */
  cost: z.number(),
});
export type CallDigest = z.infer<typeof CallDigest>;

export const CallStatistics = z.object({
  all: CallDigest,
  tasks: z.array(z.object({ task_id: z.uuid(), task_name: z.string(), digest: CallDigest })),
});

export const CallStatisticsQuery = z.strictObject({
  /** Tasks started in this time; `to` is not included. */
  from: moment.optional(),
  to: moment.optional(),
  /** Only calls made in this time, of whatever task; `called_to` is not included. */
  called_from: moment.optional(),
  called_to: moment.optional(),
  task_id: z.uuid().optional(),
});
export type CallStatisticsQuery = z.infer<typeof CallStatisticsQuery>;

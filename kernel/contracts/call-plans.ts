import { z } from 'zod';

const moment = z.iso.datetime({ offset: true });
const Minute = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** How the people of a task are called. Checked further by the room: hours that overlap, an end before the beginning. */
export const CallPlanInput = z.strictObject({
  script_id: z.string().min(1).max(100),
  calling_numbers: z.array(z.string().min(1).max(30)).max(50).default([]),
  /** `HH:MM` in Asia/Shanghai; `to` is not included. */
  working_hours: z
    .array(z.strictObject({ from: Minute, to: Minute }))
    .min(1)
    .max(10)
    .default([{ from: '09:00', to: '20:00' }]),
  starts_at: moment.nullable().default(null),
  ends_at: moment.nullable().default(null),
  repeat: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('once') }),
      z.strictObject({ by: z.literal('day') }),
      z.strictObject({ by: z.literal('week'), days: z.array(z.int().min(0).max(6)).min(1).max(7) }),
      z.strictObject({ by: z.literal('month'), days: z.array(z.int().min(1).max(31)).min(1).max(31) }),
    ])
    .default({ by: 'once' }),
  retry: z
    .strictObject({ attempts_per_day: z.int().min(1).max(10), minutes_between: z.int().min(1).max(1440) })
    .default({ attempts_per_day: 2, minutes_between: 120 }),
  not_again_after: z
    .strictObject({ empty_number: z.boolean(), in_arrears: z.boolean(), out_of_service: z.boolean() })
    .default({ empty_number: true, in_arrears: true, out_of_service: true }),
  /** Lines the task gets at the least; 0: what is free. */
  guaranteed_lines: z.int().min(0).max(10_000).default(0),
  ringing_seconds: z.int().min(10).max(60).default(25),
  priority: z.enum(['urgent', 'daily']).default('daily'),
});
export type CallPlanInput = z.infer<typeof CallPlanInput>;

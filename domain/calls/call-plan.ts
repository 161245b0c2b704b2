import { z } from 'zod';

const Minute = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** A part of the day in which may be called, `HH:MM` in Asia/Shanghai; `to` is not included. */
export const WorkingHours = z
  .strictObject({ from: Minute, to: Minute })
  .refine(({ from, to }) => from < to, { message: '结束时间要晚于开始时间' });
export type WorkingHours = z.infer<typeof WorkingHours>;

/** On which days the plan calls. `week`: 0 is Sunday; `month`: the day of the month. */
export const Repeat = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('once') }),
  z.strictObject({ by: z.literal('day') }),
  z.strictObject({ by: z.literal('week'), days: z.array(z.int().min(0).max(6)).min(1).max(7) }),
  z.strictObject({ by: z.literal('month'), days: z.array(z.int().min(1).max(31)).min(1).max(31) }),
]);
export type Repeat = z.infer<typeof Repeat>;

/** How a group of people is called. */
export const CallPlan = z
  .strictObject({
    /** Unique in the dialer's account: a group is looked up by it when the answer to its creation was lost. */
    name: z.string().trim().min(1).max(100),
    description: z.string().max(200).default(''),
    script_id: z.string().min(1).max(100),
    /** Numbers the dialer calls from; empty: all numbers of the account. */
    calling_numbers: z.array(z.string().min(1).max(30)).max(50).default([]),
    working_hours: z.array(WorkingHours).min(1).max(10),
    /** Both or neither; neither: it begins at once and ends when everybody was called. */
    starts_at: z.date().nullable().default(null),
    ends_at: z.date().nullable().default(null),
    repeat: Repeat.default({ by: 'once' }),
    retry: z.strictObject({
      /** Dials a day of one person, the first included. */
      attempts_per_day: z.int().min(1).max(10),
      minutes_between: z.int().min(1).max(1440),
    }),
    /** Endings after which the dialer itself does not dial again. */
    not_again_after: z.strictObject({
      empty_number: z.boolean().default(true),
      in_arrears: z.boolean().default(true),
      out_of_service: z.boolean().default(true),
    }),
    /** Lines this group gets at the least; 0: what is free. The account's lines are the upper limit. */
    guaranteed_lines: z.int().min(0).max(10_000).default(0),
    ringing_seconds: z.int().min(10).max(60).default(25),
    priority: z.enum(['urgent', 'daily']).default('daily'),
  })
  .refine(({ starts_at, ends_at }) => (starts_at === null) === (ends_at === null), {
    message: '开始和结束时间要同时填写',
    path: ['ends_at'],
  })
  .refine(({ starts_at, ends_at }) => !starts_at || !ends_at || starts_at < ends_at, {
    message: '结束时间要晚于开始时间',
    path: ['ends_at'],
  })
  .refine(({ repeat, starts_at }) => repeat.by === 'once' || starts_at !== null, {
    message: '重复拨打要填写开始和结束时间',
    path: ['starts_at'],
  })
  .refine(({ working_hours }) => !overlap(working_hours), { message: '拨打时段不能重叠', path: ['working_hours'] });
export type CallPlan = z.infer<typeof CallPlan>;

function overlap(hours: readonly WorkingHours[]): boolean {
  const sorted = hours.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.some((one, at) => at > 0 && one.from < sorted[at - 1]!.to);
}

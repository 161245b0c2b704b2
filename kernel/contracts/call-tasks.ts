import { z } from 'zod';
import { CallPlanInput } from './call-plans.ts';
import { CallControl, CallTaskSource, CallTaskType, SkipReason } from './calls.ts';
import { Condition } from './conditions.ts';
import { ListQuery } from './paging.ts';

const name = z.string().trim().min(1).max(100);
const text = (max: number) => z.string().trim().max(max);

/** Somebody to be called, named by hand, by a file or by a program. */
export const CallPerson = z.strictObject({
  name: text(50).default(''),
  phone: text(60),
  honorific: text(20).default(''),
  lead_id: z.uuid().nullable().default(null),
  /** Values for the blanks of the script. */
  variables: z.record(z.string().min(1).max(50), z.string().max(200)).default({}),
  /** Whether the person agreed to be called, where the source says. */
  consent: z.boolean().nullable().default(null),
});
export type CallPerson = z.infer<typeof CallPerson>;

export const MOST_CALL_PEOPLE = 20_000;

/** Who is to be called. */
export const CallPeople = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('leads'), ids: z.array(z.uuid()).min(1).max(MOST_CALL_PEOPLE) }),
  z.strictObject({ by: z.literal('segment'), segment_id: z.uuid() }),
  z.strictObject({ by: z.literal('condition'), condition: Condition }),
  /** A table as text; its header names 手机号, 姓名, 称呼, 同意外呼, 线索编号; other columns fill the blanks of the script. */
  z.strictObject({ by: z.literal('csv'), text: z.string().min(1).max(8_000_000) }),
  z.strictObject({ by: z.literal('people'), people: z.array(CallPerson).min(1).max(MOST_CALL_PEOPLE) }),
]);
export type CallPeople = z.infer<typeof CallPeople>;

export const CreateCallTask = z.strictObject({
  name,
  /** What the calls are about, for whoever judges the conversations; the name by default. */
  about: text(500).default(''),
  from: CallPeople,
  plan: CallPlanInput,
  /** Only numbers with a recorded consent are called. */
  require_consent: z.boolean().default(false),
  /** Start calling at once; needs `call.execute`. */
  start: z.boolean().default(false),
});
export type CreateCallTask = z.infer<typeof CreateCallTask>;

/** A row that is not called, and why. Rows are counted from 1; of a file, under its header. */
export const SkippedRow = z.object({
  row: z.int(),
  name: z.string(),
  /** Masked. */
  phone: z.string(),
  reason: SkipReason,
  /** A Chinese sentence. */
  message: z.string(),
});
export type SkippedRow = z.infer<typeof SkippedRow>;

export const CallTaskView = z.object({
  id: z.uuid(),
  task_name: z.string(),
  task_type: CallTaskType,
  control: CallControl,
  /** Handed over to the dialer already. */
  started: z.boolean(),
  job_group_id: z.string().nullable(),
  source: CallTaskSource,
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  total: z.int(),
  skipped: z.int(),
  final: z.int(),
  followed: z.int(),
  interested: z.int(),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  version: z.int(),
});
export type CallTaskView = z.infer<typeof CallTaskView>;

export const CallTaskDetail = CallTaskView.extend({
  about: z.string(),
  plan: CallPlanInput,
  require_consent: z.boolean(),
  skipped_rows: z.array(SkippedRow),
});
export type CallTaskDetail = z.infer<typeof CallTaskDetail>;

export const CallTaskList = ListQuery.omit({ sort: true })
  .extend({ task_type: CallTaskType.optional(), control: CallControl.optional() })
  .strict();
export type CallTaskList = z.infer<typeof CallTaskList>;

export const VersionOnly = z.strictObject({ version: z.int().min(1) });

import { z } from 'zod';
import { Condition } from './conditions.ts';
import { ListQuery } from './paging.ts';

/** Where a task stands; the numbers 1 to 4 of spec 001 §1.2 at its wire. It only ever moves forward. */
export const CALL_TASK_TYPES = ['drafted', 'calling', 'called', 'followed_up'] as const;
export const CallTaskType = z.enum(CALL_TASK_TYPES);
export type CallTaskType = z.infer<typeof CallTaskType>;
/** `task_type` as the spec's wire writes it. */
export const CALL_TASK_TYPE_NUMBERS: Readonly<Record<CallTaskType, 1 | 2 | 3 | 4>> = {
  drafted: 1,
  calling: 2,
  called: 3,
  followed_up: 4,
};

/** What people want of a task; cancelled is for good. */
export const CALL_CONTROLS = ['running', 'suspended', 'cancelled'] as const;
export const CallControl = z.enum(CALL_CONTROLS);
export type CallControl = z.infer<typeof CallControl>;

/** 0 cannot tell, 1 interested, 2 not interested at the wire (spec 001 §3.3). */
export const CALL_INTERESTS = ['unclear', 'interested', 'not_interested'] as const;
export const CallInterest = z.enum(CALL_INTERESTS);
export type CallInterest = z.infer<typeof CallInterest>;
/** `is_interested` as the spec's wire writes it. */
export const CALL_INTEREST_NUMBERS: Readonly<Record<CallInterest, 0 | 1 | 2>> = {
  unclear: 0,
  interested: 1,
  not_interested: 2,
};

/** How a call ended for good. */
export const CALL_STATUSES = ['succeeded', 'failed', 'cancelled'] as const;
export const CallStatus = z.enum(CALL_STATUSES);
export type CallStatus = z.infer<typeof CallStatus>;

/** Where a record is on its way to the dialer. `withheld`: never handed over, the reason says why. */
export const HAND_OVER_STATES = ['waiting', 'sending', 'assigned', 'refused', 'withheld'] as const;
export const HandOverState = z.enum(HAND_OVER_STATES);
export type HandOverState = z.infer<typeof HandOverState>;

/** `sending` is stored before the request leaves; `unknown` is looked up before anything is sent again. */
export const CALL_BATCH_STATES = ['sending', 'unknown', 'assigned', 'refused', 'released'] as const;

export const CALL_TASK_SOURCES = ['leads', 'segment', 'condition', 'csv', 'people'] as const;
export const CallTaskSource = z.enum(CALL_TASK_SOURCES);

/** Why a row or a record is not called. */
export const SKIP_REASONS = [
  'no_phone',
  'bad_phone',
  'duplicate',
  'reserved',
  'do_not_call',
  'do_not_disturb',
  'no_consent',
  'lead_not_found',
  'lead_closed',
  'task_cancelled',
] as const;
export const SkipReason = z.enum(SKIP_REASONS);
export type SkipReason = z.infer<typeof SkipReason>;

export const DO_NOT_CALL_SOURCES = ['customer_said', 'hand', 'dialer', 'invalid_number', 'import'] as const;
export const DoNotCallSource = z.enum(DO_NOT_CALL_SOURCES);
export type DoNotCallSource = z.infer<typeof DoNotCallSource>;

/** Out of what a follow-up was made. `basic`: nobody analysed it; it can be analysed later. */
export const FOLLOW_BASES = ['ending', 'analysis', 'basic'] as const;
export const FollowBasis = z.enum(FOLLOW_BASES);
export type FollowBasis = z.infer<typeof FollowBasis>;

export const RECORDING_STATES = ['none', 'wanted', 'kept', 'missing'] as const;

const name = z.string().trim().min(1).max(100);
const text = (max: number) => z.string().trim().max(max);
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

export const CallTurnView = z.object({
  speaker: z.enum(['robot', 'contact', 'other']),
  text: z.string(),
  at: z.string().nullable(),
});
export type CallTurnView = z.infer<typeof CallTurnView>;

export const CallRecordView = z.object({
  id: z.uuid(),
  task_id: z.uuid(),
  task_name: z.string(),
  leads_id: z.uuid().nullable(),
  leads_name: z.string(),
  leads_phone: z.string(),
  hand_over: HandOverState,
  withheld_reason: SkipReason.nullable(),
  call_job_id: z.string().nullable(),
  call_status: CallStatus.nullable(),
  /** Why it ended so, in Chinese. */
  ending: z.string().nullable(),
  next_step: z.string().nullable(),
  planed_time: z.iso.datetime().nullable(),
  called_at: z.iso.datetime().nullable(),
  call_seconds: z.int().nullable(),
  calling_number: z.string().nullable(),
  has_conversation: z.boolean(),
  recording: z.enum(RECORDING_STATES),
  /** Where the recording is streamed from; null while there is none. */
  recording_url: z.string().nullable(),
  leads_follow_id: z.uuid().nullable(),
  is_interested: CallInterest.nullable(),
  updated_at: z.iso.datetime(),
});
export type CallRecordView = z.infer<typeof CallRecordView>;
export const CallRecordDetail = CallRecordView.extend({
  call_task_id: z.string().nullable(),
  reference_id: z.string(),
  conversation: z.array(CallTurnView).nullable(),
});
export type CallRecordDetail = z.infer<typeof CallRecordDetail>;
export const CallRecordList = ListQuery.omit({ sort: true })
  .extend({
    task_id: z.uuid().optional(),
    leads_id: z.uuid().optional(),
    /** A whole number; it is compared by its digits. */
    phone: z.string().max(30).optional(),
    call_status: CallStatus.optional(),
    is_interested: CallInterest.optional(),
    open: z.stringbool().optional(),
  })
  .strict();
export type CallRecordList = z.infer<typeof CallRecordList>;

export const CallFacts = z.object({
  need: z.string().nullable(),
  budget: z.string().nullable(),
  objection: z.string().nullable(),
  competitor: z.string().nullable(),
  decision_maker: z.string().nullable(),
});
export type CallFacts = z.infer<typeof CallFacts>;

export const CallFollowView = z.object({
  id: z.uuid(),
  record_id: z.uuid(),
  task_id: z.uuid(),
  task_name: z.string(),
  leads_id: z.uuid().nullable(),
  leads_name: z.string(),
  follow_time: z.iso.datetime(),
  leads_remark: z.string(),
  frist_follow_time: z.iso.datetime(),
  new_follow_time: z.iso.datetime(),
  next_follow_time: z.iso.datetime().nullable(),
  is_interested: CallInterest,
  confidence: z.number().nullable(),
  evidence: z.string().nullable(),
  facts: CallFacts.nullable(),
  mood: z.number().nullable(),
  do_not_call: z.boolean(),
  reached: z.string().nullable(),
  basis: FollowBasis,
  judged_by: z.string(),
  next_step: z.string(),
  version: z.int(),
});
export type CallFollowView = z.infer<typeof CallFollowView>;
export const CallFollowList = ListQuery.omit({ sort: true, q: true })
  .extend({
    task_id: z.uuid().optional(),
    leads_id: z.uuid().optional(),
    is_interested: CallInterest.optional(),
    basis: FollowBasis.optional(),
    /** Only those with a next time before this moment, the earliest first. */
    due_before: moment.optional(),
  })
  .strict();
export type CallFollowList = z.infer<typeof CallFollowList>;

/** What would repair a task, as a word for the button. */
export const CALL_REPAIRS = [
  'start_monitor',
  'free_mark',
  'hand_over_again',
  'resend_refused',
  'sync_again',
  'query_again',
  'follow_again',
  'analyse_again',
  'update_status',
] as const;
export const CallRepair = z.enum(CALL_REPAIRS);
export type CallRepair = z.infer<typeof CallRepair>;

export const CallTroubleLine = z.object({
  at: z.iso.datetime(),
  step: z.string(),
  code: z.string(),
  message: z.string(),
});
export type CallTroubleLine = z.infer<typeof CallTroubleLine>;

/** Why a task moves or does not (spec 001 §2.1.4). */
export const CallDiagnosis = z.object({
  task_id: z.uuid(),
  task_name: z.string(),
  task_type: CallTaskType,
  control: CallControl,
  job_group_id: z.string().nullable(),
  /** Whether the next look of the monitor takes it up. */
  would_be_processed: z.boolean(),
  conditions: z.array(z.object({ name: z.string(), met: z.boolean(), detail: z.string() })),
  /** Chinese sentences: why not. */
  reasons: z.array(z.string()),
  counts: z.object({
    total: z.int(),
    waiting: z.int(),
    sending: z.int(),
    refused: z.int(),
    withheld: z.int(),
    assigned: z.int(),
    with_job: z.int(),
    with_status: z.int(),
    waiting_for_conversation: z.int(),
    final: z.int(),
    with_follow: z.int(),
    without_interest: z.int(),
    basic: z.int(),
    unknown_batches: z.int(),
  }),
  failed_pages: z.array(
    z.object({ step: z.string(), page: z.int(), at: z.iso.datetime(), message: z.string(), records: z.int() }),
  ),
  last_errors: z.array(CallTroubleLine),
  repairs: z.array(z.object({ repair: CallRepair, message: z.string() })),
});
export type CallDiagnosis = z.infer<typeof CallDiagnosis>;
export const CallRepaired = z.object({ done: z.array(CallRepair), diagnosis: CallDiagnosis });
export type CallRepaired = z.infer<typeof CallRepaired>;

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

export const DoNotCallView = z.object({
  id: z.uuid(),
  phone: z.string(),
  source: DoNotCallSource,
  evidence: z.string(),
  record_id: z.uuid().nullable(),
  since: z.iso.datetime(),
  lifted_at: z.iso.datetime().nullable(),
  lift_reason: z.string().nullable(),
});
export type DoNotCallView = z.infer<typeof DoNotCallView>;
export const DoNotCallList = ListQuery.omit({ sort: true, q: true })
  .extend({ phone: z.string().max(30).optional(), active: z.stringbool().optional() })
  .strict();
export type DoNotCallList = z.infer<typeof DoNotCallList>;
export const NoteDoNotCall = z.strictObject({ phone: text(60).min(1), evidence: text(300).min(1) });
export type NoteDoNotCall = z.infer<typeof NoteDoNotCall>;
export const LiftDoNotCall = z.strictObject({ reason: text(300).min(1) });
export type LiftDoNotCall = z.infer<typeof LiftDoNotCall>;

/** That the person behind a number agreed to be called, and what shows it. */
export const NoteConsent = z.strictObject({
  phone: text(60).min(1),
  evidence: text(300).min(1),
  until: moment.nullable().default(null),
});
export type NoteConsent = z.infer<typeof NoteConsent>;
export const ConsentView = z.object({
  id: z.uuid(),
  phone: z.string(),
  evidence: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  withdrawn_at: z.iso.datetime().nullable(),
});
export type ConsentView = z.infer<typeof ConsentView>;

/** Spec 003: the three actions. */
export const AutoTaskRequest = z.strictObject({ action: z.enum(['start', 'stop', 'check']) });
/** The envelope of spec 003. */
export const autoTaskAnswer = <T extends z.ZodType>(data: T) =>
  z.object({ status: z.literal('success'), code: z.literal(200), message: z.string(), data });
export const MonitorState = z.object({
  is_running: z.boolean(),
  changed_at: z.iso.datetime().nullable(),
  last_check_at: z.iso.datetime().nullable(),
  last_found: z.int().nullable(),
});
export type MonitorState = z.infer<typeof MonitorState>;

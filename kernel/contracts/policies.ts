import { z } from 'zod';
import { ALERT_CAUSES, AlertCause, CancelCondition } from './alerts.ts';
import { AlertLevel, Intent, Priority, PRIORITIES, ServiceTask } from './judgement.ts';
import { GroupRole } from './messaging-people.ts';

/** The tables of the organisation that decide about messages. */
export const POLICY_NAMES = ['delay_bands', 'priority_rules', 'alert_rules'] as const;
export const PolicyName = z.enum(POLICY_NAMES);
export type PolicyName = z.infer<typeof PolicyName>;

const Label = z.string().trim().min(1).max(40);
const Reason = z.string().trim().min(1).max(100);
/** Begin of a minute, `24:00` for the end of the day. */
const DayTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, '时间写成 HH:MM，一天结束写 24:00');
const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '时间写成 HH:MM');
const Seconds = z.int().min(0).max(86_400);

/**
 * When an answer leaves: `delay` after a random number of seconds between two bounds (both 0: at once); `not_before` a time
 * of day, so many seconds after it; `none`: not by itself, a person looks at it.
 */
export const DelayRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), min_seconds: Seconds, max_seconds: Seconds }),
  z.strictObject({
    kind: z.literal('not_before'),
    at: Clock,
    min_seconds: Seconds.default(0),
    max_seconds: Seconds.default(0),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type DelayRule = z.infer<typeof DelayRule>;

/** A part of the day, for some priorities. `to` is the first minute that no longer belongs to it. */
export const DelayBand = z.strictObject({
  name: Label,
  from: DayTime,
  to: DayTime,
  priorities: z.array(Priority).min(1).max(PRIORITIES.length),
  rule: DelayRule,
});
export type DelayBand = z.infer<typeof DelayBand>;
export const DelayBands = z.strictObject({ bands: z.array(DelayBand).min(1).max(100) });
export type DelayBands = z.infer<typeof DelayBands>;

/** Everything that is given must hold; nothing given holds always. */
export const PriorityCondition = z.strictObject({
  complaint: z.boolean().optional(),
  important: z.boolean().optional(),
  /** Operations wrote it, or were mentioned in it. */
  operations: z.boolean().optional(),
  mood_below: z.number().min(0).max(1).optional(),
  intents: z.array(Intent).min(1).optional(),
  roles: z.array(GroupRole).min(1).optional(),
  service_tasks: z.array(ServiceTask).min(1).optional(),
});
export type PriorityCondition = z.infer<typeof PriorityCondition>;
export const PriorityRule = z.strictObject({
  name: Label,
  when: PriorityCondition,
  priority: Priority,
  reason: Reason,
});
export type PriorityRule = z.infer<typeof PriorityRule>;
/** The first rule that holds decides; the last one holds always. */
export const PriorityRules = z.strictObject({ rules: z.array(PriorityRule).min(1).max(100) });
export type PriorityRules = z.infer<typeof PriorityRules>;

const Mood = z.number().min(0).max(1);
const Minutes = z
  .int()
  .min(1)
  .max(7 * 1440);

/** Who hears of an alert of a level. Nothing set: it is only recorded. */
export const AlertNotice = z.strictObject({
  /** Said to be urgent, on the screen and in the group. */
  at_once: z.boolean(),
  screen: z.boolean(),
  work_group: z.boolean(),
  managers: z.boolean(),
});
export type AlertNotice = z.infer<typeof AlertNotice>;

export const AlertRules = z.strictObject({
  causes: z.record(
    AlertCause,
    z.strictObject({ level: AlertLevel, reason: Reason, cancelled_by: z.array(CancelCondition) }),
  ),
  notices: z.record(AlertLevel, AlertNotice),
  /** Where the colleagues are told; null: on the screen only. */
  work_conversation_id: z.uuid().nullable(),
  moods: z.strictObject({
    /** Below: dissatisfied. */
    dissatisfied: Mood,
    /** At or above: positive. */
    positive: Mood,
    positive_in_a_row: z.int().min(2).max(10),
    /** Got worse: fell by as much against the message before, to below `neutral`. */
    drop: Mood,
    neutral: Mood,
    /** Keeps getting worse: so many messages in a row, each lower by `step`, the last one below `neutral`. */
    worsening_in_a_row: z.int().min(3).max(10),
    step: Mood,
    /** Might leave: over so many messages the mean is below. */
    churn_messages: z.int().min(3).max(20),
    churn_mean: Mood,
  }),
  unanswered: z.strictObject({ first_minutes: Minutes, second_minutes: Minutes }),
  promotion: z.strictObject({
    after_minutes: Minutes,
    levels: z.record(AlertLevel, z.boolean()),
    on_worsening: z.boolean(),
  }),
  /** From this number of alerts of one person on one day on, the next ones are only recorded. */
  downgrade: z.strictObject({ per_day: z.int().min(1).max(100), except: z.array(AlertCause).max(ALERT_CAUSES.length) }),
});
export type AlertRules = z.infer<typeof AlertRules>;

export const POLICY_SCHEMAS = {
  delay_bands: DelayBands,
  priority_rules: PriorityRules,
  alert_rules: AlertRules,
} as const;

const AnyPolicy = z.union([DelayBands, PriorityRules, AlertRules]);
export const PolicyView = z.object({
  name: PolicyName,
  title: z.string(),
  description: z.string(),
  value: AnyPolicy,
  version: z.int(),
  /** Null: as the service brings it. */
  updated_at: z.iso.datetime().nullable(),
});
export type PolicyView = z.infer<typeof PolicyView>;

/** `value` is checked against the shape of the policy that is named in the address. */
export const UpdatePolicy = z.strictObject({
  version: z.int().min(1),
  value: z.record(z.string(), z.unknown()),
  reason: z.string().trim().min(1).max(300),
});
export type UpdatePolicy = z.infer<typeof UpdatePolicy>;

export const PolicyVersionView = z.object({
  version: z.int(),
  value: AnyPolicy,
  reason: z.string(),
  changed_by: z.string().nullable(),
  changed_at: z.iso.datetime().nullable(),
});
export type PolicyVersionView = z.infer<typeof PolicyVersionView>;

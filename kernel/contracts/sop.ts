import { z } from 'zod';
import { CallInterest } from './calls.ts';
import { Condition } from './conditions.ts';
import { ListQuery } from './paging.ts';

/** Kinds of sequences (spec 000 «SOP类型»). */
export const SOP_TYPES = ['welcome', 'follow_up', 'promotion', 'nurturing', 'conversion', 'retention'] as const;
export const SopType = z.enum(SOP_TYPES);
export type SopType = z.infer<typeof SopType>;

/** How a template stands. Only an active one starts new instances; a paused one holds its running ones too. */
export const SOP_STATUSES = ['draft', 'active', 'paused', 'archived'] as const;
export const SopStatus = z.enum(SOP_STATUSES);
export type SopStatus = z.infer<typeof SopStatus>;

/** The spec's ten actions, and the six that sequences need beside them. */
export const SOP_ACTION_TYPES = [
  'send_message',
  'send_image',
  'send_file',
  'post_moments',
  'add_tag',
  'remove_tag',
  'update_remark',
  'notify_manual',
  'wait_reply',
  'condition_check',
  'delay',
  'split',
  'update_field',
  'create_task',
  'start_sop',
  'end',
] as const;
export const SopActionType = z.enum(SOP_ACTION_TYPES);
export type SopActionType = z.infer<typeof SopActionType>;

/** How a reply was judged. */
export const REPLY_CLASSES = ['interested', 'later', 'refuse', 'question', 'other'] as const;
export const ReplyClass = z.enum(REPLY_CLASSES);
export type ReplyClass = z.infer<typeof ReplyClass>;

/** Kinds of what sequences send again and again. */
export const SOP_MATERIAL_KINDS = ['text', 'image', 'file', 'link'] as const;
export const SopMaterialKind = z.enum(SOP_MATERIAL_KINDS);
export type SopMaterialKind = z.infer<typeof SopMaterialKind>;

/** A name in a sequence: of a step, a variant, a variable. */
export const SopName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, '只能用字母、数字、下划线和短横线，最长 40 个字符');

/** A time of day in the organisation's zone. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间要写成 09:30 这样');

/**
 * A moment to wait for: the next time of day, on one of these weekdays if any are named (1 Monday to 7 Sunday), after a number
 * of days; or a time of day on a date field of the contact, with a number of days before or after it.
 */
export const DelayUntil = z.union([
  z.strictObject({
    time: TimeOfDay,
    weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
    after_days: z.int().min(0).max(365).default(0),
  }),
  z.strictObject({
    date_field: z.string().min(1).max(80),
    time: TimeOfDay,
    offset_days: z.int().min(-365).max(365).default(0),
    /** A date that comes every year (a birthday): the next one counts. */
    yearly: z.boolean().default(false),
  }),
]);
export type DelayUntil = z.infer<typeof DelayUntil>;

/** The spec's short form of a condition: every field must be equal, or compare as it says. */
export const ShortConditions = z.record(
  z.string().min(1).max(80),
  z.union([
    z.string().max(200),
    z.number(),
    z.boolean(),
    z.strictObject({ operator: z.string().min(1).max(20), value: z.unknown() }),
  ]),
);

/** Where a step leads: to a step, by a way the action knows (`reply`, `no_reply`, `interested`, `yes`, a variant …) or any. */
export const SopNext = z.strictObject({
  to: SopName,
  way: z.string().min(1).max(40).optional(),
  conditions: Condition.optional(),
});
export type SopNext = z.infer<typeof SopNext>;

/** What every step has; the fields of its action stand beside these, as in the spec (`content`, `timeout_minutes`, …). */
export const SOP_STEP_BASE = [
  'id',
  'name',
  'action_type',
  'delay_minutes',
  'delay_until',
  'conditions',
  'next_steps',
] as const;

/**
 * One step as it is written (spec 000 «可视化步骤设计»). Several plain names in `next_steps` take the action's ways in their
 * order: of `wait_reply` the first is the way of a reply and the second of none; one alone is where the step leads whatever
 * happens. Without `next_steps` the following step comes next, with an empty list the sequence ends.
 */
export const SopStepInput = z.looseObject({
  id: SopName,
  name: z.string().trim().min(1).max(60),
  action_type: z.string().min(1).max(40),
  delay_minutes: z.number().int().min(0).max(527_040).optional(),
  delay_until: DelayUntil.optional(),
  conditions: z.union([Condition, ShortConditions]).optional(),
  next_steps: z
    .array(z.union([SopName, SopNext]))
    .max(20)
    .optional(),
});
export type SopStepInput = z.infer<typeof SopStepInput>;

/** One step as it is kept: checked, and every field that may be left out filled in. The action's own fields are in `config`. */
export const SopStep = z.strictObject({
  id: SopName,
  name: z.string(),
  action_type: SopActionType,
  config: z.record(z.string(), z.unknown()),
  delay_minutes: z.int().min(0),
  delay_until: DelayUntil.nullable(),
  conditions: Condition.nullable(),
  next_steps: z.array(SopNext),
});
export type SopStep = z.infer<typeof SopStep>;

/** What starts a sequence (spec 000 «触发类型», and three events of other engines). */
export const SOP_TRIGGERS = [
  'new_friend',
  'message_received',
  'keyword_matched',
  'schedule',
  'delay',
  'condition',
  'manual',
  'stage_changed',
  'lead_scored',
  'call_finished',
] as const;
export const SopTrigger = z.enum(SOP_TRIGGERS);
export type SopTrigger = z.infer<typeof SopTrigger>;

/** Whether a contact who was in the sequence before may come in again. */
export const ReEntry = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('never') }),
  /** Not while one is running, and not before so many days after the last one ended. */
  z.strictObject({ rule: z.literal('after_days'), days: z.int().min(1).max(730) }),
  /** Whenever it is triggered, even beside one that is running. */
  z.strictObject({ rule: z.literal('parallel') }),
]);
export type ReEntry = z.infer<typeof ReEntry>;

/** When and for whom a template starts by itself (spec 000 «触发条件配置»). */
export const SopTriggerConfig = z.strictObject({
  /** False: people start it, nothing else does. */
  auto_trigger: z.boolean().default(false),
  type: SopTrigger.default('manual'),
  /** Of `keyword_matched`: any of these in the message, without regard to case and width. */
  keywords: z.array(z.string().trim().min(1).max(40)).max(50).default([]),
  contact_types: z.array(z.enum(['friend', 'group'])).default(['friend']),
  conditions: z.union([Condition, ShortConditions]).optional(),
  /** Of `schedule`: five fields, in `zone`. */
  cron: z.string().max(100).optional(),
  zone: z.string().max(60).default('Asia/Shanghai'),
  /** Of `delay`: minutes after the contact was added. */
  delay_minutes: z.int().min(1).max(527_040).optional(),
  /** Of `stage_changed`: stages that start it; empty: any. */
  stages: z.array(z.string().min(1).max(60)).max(20).default([]),
  /** Of `lead_scored`: grades that start it; empty: any. */
  grades: z.array(z.enum(['A', 'B', 'C', 'D'])).default([]),
  /** Of `call_finished`: 1 interested, 2 not, 0 cannot tell; empty: any. */
  interest: z.array(CallInterest).default([]),
  re_entry: ReEntry.default({ rule: 'never' }),
});
export type SopTriggerConfig = z.infer<typeof SopTriggerConfig>;

/** Which contacts a schedule, a condition or a batch reaches (spec 000 «目标筛选»). All that are named must hold. */
export const SopTargetConfig = z.strictObject({
  tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  without_tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  stages: z.array(z.string().min(1).max(60)).max(20).default([]),
  owner_ids: z.array(z.uuid()).max(50).default([]),
  account_ids: z.array(z.uuid()).max(50).default([]),
  account_online: z.boolean().default(true),
  conditions: z.union([Condition, ShortConditions]).optional(),
});
export type SopTargetConfig = z.infer<typeof SopTargetConfig>;

/** How instances of a template behave. */
export const SopSettings = z.strictObject({
  /** A colleague who writes to the contact by hand pauses the sequence. */
  pause_on_hand_message: z.boolean().default(true),
  /** Minutes after which a sequence so paused goes on by itself; null: a person lets it go on. */
  resume_after_minutes: z.int().min(5).max(43_200).nullable().default(null),
  /** A refusal or «别再发了» ends the sequence at once, wherever it stands. */
  stop_on_refusal: z.boolean().default(true),
  /** What happens when a message may not be sent or did not arrive. */
  on_not_sent: z.enum(['stop', 'continue', 'notify']).default('stop'),
  /** Another account of the same owner may go on when the contact's account is offline. */
  switch_account: z.boolean().default(false),
  /** Days after which an instance that is still open is ended as timed out. */
  timeout_days: z.int().min(1).max(730).default(90),
  priority: z.enum(['high', 'normal', 'low']).default('normal'),
  /** What counts as reached in the statistics: a tag, a stage, or a reply of a class. */
  goal: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('tag'), tag: z.string().min(1).max(60) }),
      z.strictObject({ kind: z.literal('stage'), stage: z.string().min(1).max(60) }),
      z.strictObject({ kind: z.literal('reply'), class: ReplyClass }),
    ])
    .nullable()
    .default(null),
  /** Own variables with their values at the start. */
  variables: z.record(SopName, z.union([z.string().max(500), z.number(), z.boolean()])).default({}),
});
export type SopSettings = z.infer<typeof SopSettings>;

/** A sequence as it is written: everything a version holds. */
export const SopContentInput = z.strictObject({
  steps: z.array(SopStepInput).max(200),
  trigger_config: SopTriggerConfig.prefault({}),
  target_config: SopTargetConfig.prefault({}),
  settings: SopSettings.prefault({}),
});
export type SopContentInput = z.infer<typeof SopContentInput>;

/** A sequence as it is kept and carried out. */
export const SopContent = z.strictObject({
  steps: z.array(SopStep),
  trigger_config: SopTriggerConfig.extend({ conditions: Condition.nullable() }),
  target_config: SopTargetConfig.extend({ conditions: Condition.nullable() }),
  settings: SopSettings,
});
export type SopContent = z.infer<typeof SopContent>;

export const SOP_PROBLEMS = [
  'empty',
  'duplicate_id',
  'unknown_action',
  'bad_config',
  'bad_conditions',
  'next_to_nowhere',
  'unknown_way',
  'way_twice',
  'unreachable',
  'endless',
  'unknown_variable',
  'unknown_material',
  'unknown_template',
  'bad_cron',
  'bad_zone',
  'trigger_incomplete',
  'bad_date_field',
] as const;
/** One thing that is wrong with a sequence, and where. */
export const SopProblem = z.object({
  code: z.enum(SOP_PROBLEMS),
  /** Id of the step; null: it concerns the trigger, the targets or the whole. */
  step: z.string().nullable(),
  field: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});
export type SopProblem = z.infer<typeof SopProblem>;
export const SopVerdict = z.object({ valid: z.boolean(), problems: z.array(SopProblem) });
export type SopVerdict = z.infer<typeof SopVerdict>;

export const SopTemplateList = ListQuery.omit({ sort: true }).extend({
  status: SopStatus.optional(),
  sop_type: SopType.optional(),
  category: z.string().max(60).optional(),
  tag: z.string().max(60).optional(),
});
export type SopTemplateList = z.infer<typeof SopTemplateList>;

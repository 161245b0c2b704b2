import { z } from 'zod';
import { ListQuery } from './paging.ts';
import { SopContentInput, SopTrigger } from './sop.ts';

/** How an instance stands (spec 000 «TaskStatus»). `executing` also while it waits for a time, a reply or a sent message. */
export const SOP_INSTANCE_STATUSES = ['pending', 'executing', 'paused', 'completed', 'failed', 'cancelled'] as const;
export const SopInstanceStatus = z.enum(SOP_INSTANCE_STATUSES);
export type SopInstanceStatus = z.infer<typeof SopInstanceStatus>;

export const SOP_TASK_STATUSES = ['pending', 'executing', 'completed', 'failed', 'skipped', 'cancelled'] as const;
export const SopTaskStatus = z.enum(SOP_TASK_STATUSES);
export type SopTaskStatus = z.infer<typeof SopTaskStatus>;

/** What an open instance stays at its step for, beside a time. */
export const SOP_WAITS = ['delay', 'reply', 'command', 'judgement'] as const;
export const SopWait = z.enum(SOP_WAITS);
export type SopWait = z.infer<typeof SopWait>;

/** Why an instance is paused; each is lifted by its own event, `by_hand` by a person. */
export const SOP_PAUSES = ['by_hand', 'colleague_spoke', 'account_offline', 'template_paused'] as const;
export const SopPause = z.enum(SOP_PAUSES);
export type SopPause = z.infer<typeof SopPause>;

/** How a batch of starts stands. */
export const SOP_BATCH_STATUSES = ['running', 'done', 'failed'] as const;
export const SopBatchStatus = z.enum(SOP_BATCH_STATUSES);
export type SopBatchStatus = z.infer<typeof SopBatchStatus>;

/** Words and numbers a sequence carries along. */
export const SopVariables = z.record(
  z.string().min(1).max(60),
  z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]),
);
export type SopVariables = z.infer<typeof SopVariables>;

/** Whom a sequence is for: an account of ours and a contact of its own, or a contact of the CRM that can be reached there. */
export const SopTarget = z.union([
  z.strictObject({ wechat_account_id: z.uuid(), contact_id: z.uuid() }),
  z.strictObject({ crm_contact_id: z.uuid(), wechat_account_id: z.uuid().optional() }),
]);
export type SopTarget = z.infer<typeof SopTarget>;

/** An instance as it is shown (spec 000 «SOP实例执行状态»). */
export const SopInstanceView = z.object({
  id: z.uuid(),
  template_id: z.uuid(),
  template_name: z.string(),
  template_version: z.int(),
  instance_name: z.string(),
  wechat_account_id: z.uuid(),
  account_nickname: z.string(),
  contact_id: z.uuid(),
  contact_name: z.string(),
  crm_contact_id: z.uuid().nullable(),
  conversation_id: z.uuid(),
  status: SopInstanceStatus,
  current_step_id: z.string().nullable(),
  current_step_index: z.int().nullable(),
  current_step_name: z.string().nullable(),
  /** What it waits for; null: it goes on as soon as somebody carries it. */
  waits_for: SopWait.nullable(),
  pause_reason: SopPause.nullable(),
  /** Per cent of the steps on its way that are done. */
  progress: z.int().min(0).max(100),
  trigger_type: SopTrigger,
  variables: SopVariables,
  context_data: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.string().nullable(),
  next_execution_at: z.iso.datetime().nullable(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type SopInstanceView = z.infer<typeof SopInstanceView>;

/** One step of an instance as it is shown (spec 000 «SOPTask»). */
export const SopTaskView = z.object({
  id: z.string(),
  instance_id: z.uuid(),
  seq: z.int(),
  step_id: z.string(),
  step_name: z.string(),
  action_type: z.string(),
  status: SopTaskStatus,
  input_data: z.record(z.string(), z.unknown()),
  output_data: z.record(z.string(), z.unknown()),
  /** The way the step was left by; null while it is not, or where the sequence ended. */
  way: z.string().nullable(),
  /** One sentence for the colleague who asks why. */
  reason: z.string(),
  /** The command that left, or should have, for the contact. */
  command_id: z.uuid().nullable(),
  retry_count: z.int(),
  error: z.string().nullable(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type SopTaskView = z.infer<typeof SopTaskView>;

export const SopInstanceList = ListQuery.omit({ sort: true }).extend({
  status: SopInstanceStatus.optional(),
  template_id: z.uuid().optional(),
  wechat_account_id: z.uuid().optional(),
  contact_id: z.uuid().optional(),
  crm_contact_id: z.uuid().optional(),
  crm_customer_id: z.uuid().optional(),
  batch_id: z.uuid().optional(),
});
export type SopInstanceList = z.infer<typeof SopInstanceList>;

const startConfig = z.strictObject({ priority: z.enum(['high', 'normal', 'low']).optional() }).prefault({});

/** Starts a sequence for one contact (spec 000 «创建实例»). */
export const CreateSopInstance = z.strictObject({
  template_id: z.uuid(),
  wechat_account_id: z.uuid().optional(),
  contact_id: z.uuid().optional(),
  crm_contact_id: z.uuid().optional(),
  variables: SopVariables.default({}),
  config: startConfig,
});
export type CreateSopInstance = z.infer<typeof CreateSopInstance>;

/** As many contacts as one batch may name. */
export const MOST_SOP_TARGETS = 20_000;
/** Starts a sequence for many contacts (spec 000 «批量操作支持»): those that are named, or those the template's targets choose. */
export const CreateSopBatch = z.strictObject({
  template_id: z.uuid(),
  targets: z.array(SopTarget).min(1).max(MOST_SOP_TARGETS).optional(),
  variables: SopVariables.default({}),
  config: startConfig,
});
export type CreateSopBatch = z.infer<typeof CreateSopBatch>;

export const SopBatchView = z.object({
  id: z.uuid(),
  template_id: z.uuid(),
  template_name: z.string(),
  status: SopBatchStatus,
  total: z.int(),
  done: z.int(),
  started: z.int(),
  refused: z.int(),
  created_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type SopBatchView = z.infer<typeof SopBatchView>;

export const SopBatchRowView = z.object({
  place: z.int(),
  target: SopTarget,
  contact_name: z.string().nullable(),
  instance_id: z.uuid().nullable(),
  reason: z.string().nullable(),
  done: z.boolean(),
});
export type SopBatchRowView = z.infer<typeof SopBatchRowView>;

/** What a batch would do, before it does: who would be written to from which account, against what the account may send a day. */
export const SopBatchPreview = z.object({
  total: z.int(),
  reachable: z.int(),
  unreachable: z.int(),
  accounts: z.array(
    z.object({
      wechat_account_id: z.uuid(),
      account_nickname: z.string(),
      state: z.string(),
      targets: z.int(),
      sent_today: z.int(),
      commands_per_day: z.int().nullable(),
      /** More than the account may still send today: the rest goes out on later days. */
      over_quota: z.boolean(),
    }),
  ),
});
export type SopBatchPreview = z.infer<typeof SopBatchPreview>;

export const PauseSopInstance = z.strictObject({ reason: z.string().trim().max(300).default('') });
export const JumpSopInstance = z.strictObject({ step_id: z.string().min(1).max(40) });

/** What changes for an instance on another version of its template. */
export const SopMigration = z.object({
  from_version: z.int(),
  to_version: z.int(),
  /** False: the newer version lacks the step where the instance stands. */
  possible: z.boolean(),
  step_id: z.string().nullable(),
  step_name: z.string().nullable(),
  /** The step where it stands is written differently there. */
  step_changed: z.boolean(),
  added_steps: z.array(z.string()),
  removed_steps: z.array(z.string()),
  changed_steps: z.array(z.string()),
});
export type SopMigration = z.infer<typeof SopMigration>;

/** Why a message of a sequence did not reach a contact, or not yet. */
export const SopNotSentView = z.object({
  instance_id: z.uuid(),
  template_name: z.string(),
  step_id: z.string(),
  step_name: z.string(),
  status: z.string(),
  why: z.string(),
  /** When it goes out, where that is known. */
  until: z.iso.datetime().nullable(),
  command_id: z.uuid().nullable(),
  at: z.iso.datetime(),
});
export type SopNotSentView = z.infer<typeof SopNotSentView>;
export const SopNotSentList = ListQuery.omit({ sort: true, q: true }).extend({
  contact_id: z.uuid().optional(),
  instance_id: z.uuid().optional(),
});
export type SopNotSentList = z.infer<typeof SopNotSentList>;

/** Plays a sequence through: a contact, what they reply and when, by minutes from the start. Nothing is sent or written. */
export const SimulateSop = z.strictObject({
  target: SopTarget,
  start_at: z.iso.datetime({ offset: true }).optional(),
  variables: SopVariables.default({}),
  replies: z
    .array(z.strictObject({ after_minutes: z.number().min(0).max(527_040), text: z.string().trim().min(1).max(2000) }))
    .max(50)
    .default([]),
  /** A content that is not saved yet, in the place of the template's newest version. */
  content: SopContentInput.optional(),
});
export type SimulateSop = z.infer<typeof SimulateSop>;

export const SopSimulation = z.object({
  status: SopInstanceStatus,
  ended_at: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  variables: SopVariables,
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.enum(['step', 'reply', 'effect', 'wait', 'end']),
      step_id: z.string().nullable(),
      step_name: z.string().nullable(),
      status: z.string().nullable(),
      way: z.string().nullable(),
      text: z.string(),
    }),
  ),
});
export type SopSimulation = z.infer<typeof SopSimulation>;

import { z } from 'zod';
import { ListQuery } from './paging.ts';

/** What somebody in a group is to do: real-name check 实名, scan-login 扫码登录, bind phone 绑定手机, what operations asked for, else. */
export const TRACK_TASK_KINDS = ['real_name', 'scan_login', 'bind_phone', 'operation', 'other'] as const;
export const TrackTaskKind = z.enum(TRACK_TASK_KINDS);
export type TrackTaskKind = z.infer<typeof TrackTaskKind>;

/**
 * `pending`: written down, the person not asked yet; `waiting_user_response`: asked; `in_progress`: they answered and it is
 * being done; `overdue`: its time is over and it is still open; and the ends.
 */
export const TRACK_TASK_STATUSES = [
  'pending',
  'waiting_user_response',
  'in_progress',
  'completed',
  'overdue',
  'cancelled',
] as const;
export const TrackTaskStatus = z.enum(TRACK_TASK_STATUSES);
export type TrackTaskStatus = z.infer<typeof TrackTaskStatus>;

export const TRACK_TASK_EVENTS = ['created', 'asked_again', 'moved', 'changed', 'conflict'] as const;

export const TrackTaskView = z.object({
  id: z.uuid(),
  kind: TrackTaskKind,
  title: z.string(),
  status: TrackTaskStatus,
  conversation_id: z.uuid(),
  conversation_name: z.string(),
  /** Who is to do it; null: whoever reads it in the group. */
  person_id: z.uuid().nullable(),
  person_name: z.string().nullable(),
  /** The colleague in the group who asked. */
  asked_by_id: z.uuid().nullable(),
  asked_by_name: z.string().nullable(),
  /** The message that asked for it. */
  message_id: z.uuid().nullable(),
  deadline: z.iso.datetime(),
  responded_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
  /** People quarrelled over it. */
  conflict: z.boolean(),
  note: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int(),
});
export type TrackTaskView = z.infer<typeof TrackTaskView>;

/** One line of a task's history. */
export const TrackTaskStep = z.object({
  at: z.iso.datetime(),
  event: z.enum(TRACK_TASK_EVENTS),
  from_status: TrackTaskStatus.nullable(),
  to_status: TrackTaskStatus,
  reason: z.string(),
  /** The colleague at the console; null: the flow or the clock. */
  user_name: z.string().nullable(),
});
export type TrackTaskStep = z.infer<typeof TrackTaskStep>;

export const TrackTaskDetail = TrackTaskView.extend({ history: z.array(TrackTaskStep) });
export type TrackTaskDetail = z.infer<typeof TrackTaskDetail>;

const title = z.string().trim().min(1).max(200);
const note = z.string().trim().max(1000);

export const CreateTrackTask = z.strictObject({
  kind: TrackTaskKind,
  conversation_id: z.uuid(),
  person_id: z.uuid().nullable().default(null),
  /** Left out: the words for its kind. */
  title: title.optional(),
  /** Left out: as long as its kind may take. */
  deadline: z.iso.datetime().optional(),
  note: note.nullable().default(null),
});
export type CreateTrackTask = z.infer<typeof CreateTrackTask>;

export const UpdateTrackTask = z.strictObject({
  version: z.int().min(1),
  title: title.optional(),
  deadline: z.iso.datetime().optional(),
  note: note.nullable().optional(),
});
export type UpdateTrackTask = z.infer<typeof UpdateTrackTask>;

export const MoveTrackTask = z.strictObject({
  version: z.int().min(1),
  status: TrackTaskStatus,
  reason: z.string().trim().min(1).max(300),
});
export type MoveTrackTask = z.infer<typeof MoveTrackTask>;

export const CompleteTrackTask = z.strictObject({
  version: z.int().min(1),
  reason: z.string().trim().min(1).max(300).default('同事标为完成'),
});
export type CompleteTrackTask = z.infer<typeof CompleteTrackTask>;

const flag = z.enum(['true', 'false']).transform((said) => said === 'true');
export const TrackTaskList = ListQuery.omit({ sort: true }).extend({
  kind: TrackTaskKind.optional(),
  status: TrackTaskStatus.optional(),
  /** Everything that is not at its end. */
  open: flag.optional(),
  conflict: flag.optional(),
  conversation_id: z.uuid().optional(),
  person_id: z.uuid().optional(),
  due_before: z.iso.datetime().optional(),
});
export type TrackTaskList = z.infer<typeof TrackTaskList>;

/** What a task took so far; seconds from its beginning. */
export const TrackTaskReportView = z.object({
  task_id: z.uuid(),
  title: z.string(),
  conversation_id: z.uuid(),
  conversation_name: z.string(),
  person_name: z.string().nullable(),
  kind: TrackTaskKind,
  outcome: TrackTaskStatus,
  /** Until the person answered, and until it was done; null: not yet. */
  answer_seconds: z.int().nullable(),
  done_seconds: z.int().nullable(),
  /** How often the person was asked. */
  asked: z.int(),
  conflict: z.boolean(),
  at: z.iso.datetime(),
});
export type TrackTaskReportView = z.infer<typeof TrackTaskReportView>;
export const TrackTaskReportList = ListQuery.omit({ sort: true }).extend({
  kind: TrackTaskKind.optional(),
  outcome: TrackTaskStatus.optional(),
  conflict: flag.optional(),
  conversation_id: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type TrackTaskReportList = z.infer<typeof TrackTaskReportList>;

/** How long a kind of task may take, and what it is called when nobody gives it a title. */
export const TrackTaskRuleView = z.object({
  kind: TrackTaskKind,
  title: z.string(),
  minutes: z.int(),
  version: z.int(),
});
export type TrackTaskRuleView = z.infer<typeof TrackTaskRuleView>;

export const SaveTrackTaskRule = z.strictObject({
  version: z.int().min(1),
  title: z.string().trim().min(1).max(60),
  /** From five minutes to thirty days. */
  minutes: z.int().min(5).max(43_200),
});
export type SaveTrackTaskRule = z.infer<typeof SaveTrackTaskRule>;

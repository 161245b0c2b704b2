import { z } from 'zod';
import { AccountView, Channel } from './messaging.ts';

/** What a robot is there for in a group (spec 002 §2.2). The monitor only listens. */
export const ROBOT_DUTIES = ['monitor', 'notifier', 'day_reply', 'night_reply'] as const;
export const RobotDuty = z.enum(ROBOT_DUTIES);
export type RobotDuty = z.infer<typeof RobotDuty>;

/** Why something is said: in answer to somebody, or to let somebody know. */
export const SPEECH_KINDS = ['reply', 'notify'] as const;
export const SpeechKind = z.enum(SPEECH_KINDS);
export type SpeechKind = z.infer<typeof SpeechKind>;

export const SHIFTS = ['day', 'night'] as const;
export const Shift = z.enum(SHIFTS);
export type Shift = z.infer<typeof Shift>;

/** Accounts of one duty stand in the order in which they step in for each other. */
const post = z.strictObject({ duty: RobotDuty, account_id: z.uuid() });
export const SaveRoster = z.strictObject({ posts: z.array(post).max(50) });
export type SaveRoster = z.infer<typeof SaveRoster>;

export const RosterView = z.object({
  /** Null: the roster of all groups without one of their own. */
  conversation_id: z.uuid().nullable(),
  /** Whether these are the conversation's own posts, or those it takes over from the default. */
  own: z.boolean(),
  posts: z.array(
    z.object({ duty: RobotDuty, position: z.int(), account_id: z.uuid(), account_name: z.string(), channel: Channel }),
  ),
});
export type RosterView = z.infer<typeof RosterView>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const ShiftHoursView = z.object({ day_from: time, day_to: time, version: z.int() });
export type ShiftHoursView = z.infer<typeof ShiftHoursView>;
export const SaveShiftHours = z
  .strictObject({ day_from: time, day_to: time, version: z.int().min(1) })
  .refine(({ day_from, day_to }) => day_from !== day_to, { path: ['day_to'] });
export type SaveShiftHours = z.infer<typeof SaveShiftHours>;

/** One robot as it was weighed: in which post, and what speaks against it now. */
export const ConsideredRobot = z.object({
  account_id: z.uuid(),
  account_name: z.string(),
  /** Null: it is in the conversation without a post. */
  duty: RobotDuty.nullable(),
  /** Null: nothing speaks against it. */
  why_not: z.string().nullable(),
});
export type ConsideredRobot = z.infer<typeof ConsideredRobot>;

export const SpeakerView = z.object({
  kind: SpeechKind,
  shift: Shift,
  /** Null: nobody may speak here. */
  account_id: z.uuid().nullable(),
  account_name: z.string().nullable(),
  reason: z.string(),
  considered: z.array(ConsideredRobot),
});
export type SpeakerView = z.infer<typeof SpeakerView>;
export const SpeakerQuery = z.object({ kind: SpeechKind.default('reply'), at: z.iso.datetime().optional() });

/** An account with how it does today. */
export const RobotView = AccountView.extend({
  /** Faults in a row; so many let it rest. */
  failures: z.int(),
  failed_today: z.int(),
  /** Sent today, and nobody knows yet whether it arrived. */
  unclear_today: z.int(),
  held: z.int(),
  /** Share of today's settled commands that were carried out, 0 to 1; null when none was settled. */
  success_rate: z.number().nullable(),
  /** Commands it may still send today; null: no limit known. */
  left_today: z.int().nullable(),
  groups: z.int(),
  duties: z.array(RobotDuty),
  /** What keeps it from speaking now; null: nothing. */
  why_not: z.string().nullable(),
});
export type RobotView = z.infer<typeof RobotView>;

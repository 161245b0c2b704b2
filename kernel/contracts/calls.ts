import { z } from 'zod';

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

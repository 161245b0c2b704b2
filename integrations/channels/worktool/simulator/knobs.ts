import { z } from 'zod';

/** What may go wrong, one by one. */
export const WORKTOOL_FAULTS = [
  /** The call is carried out, the answer never comes. */
  'answer_hangs',
  /** The call is carried out, the connection breaks. */
  'answer_cut',
  /** The call never arrives, and nobody says so. */
  'call_lost',
  /** HTTP 500 instead of doing it. */
  'http_500',
  /** HTTP 429 although the minute is not full. */
  'too_many',
  /** Accepted, never carried out. */
  'never_execute',
  /** The robot fails, with the code of the mode `fail_code`. */
  'fail',
  'drop_result',
  'duplicate_result',
  'late_result',
  'reorder_result',
  /** Nobody is told that a robot went or came. */
  'drop_state',
  /** The robot does not see a message. */
  'miss_message',
  'duplicate_message',
  'late_message',
  'reorder_message',
] as const;
export type WorktoolFault = (typeof WORKTOOL_FAULTS)[number];

export const WorktoolModes = z.strictObject({
  at_me: z.enum(['string', 'boolean']).default('string'),
  form: z.enum(['json', 'urlencoded', 'multipart']).default('json'),
  /** What stands in `messageId` of a message: older builds have none. */
  message_id: z.enum(['absent', 'empty', 'unique', 'shared']).default('absent'),
  /** The documentation shows 0, the live service 200. */
  code_of_success: z.enum(['200', '0']).default('200'),
  online_answer: z.enum(['data', 'bare', 'object', 'odd']).default('data'),
  list_answer: z.enum(['page', 'array', 'odd']).default('page'),
  zone_hours: z.int().min(-12).max(14).default(8),
  fail_code: z.int().default(201_102),
  late_ms: z.int().min(0).default(90_000),
  calls_per_minute: z.int().min(1).nullable().default(60),
  /** Milliseconds a command takes the robot. */
  fastest_ms: z.int().min(0).default(4000),
  slowest_ms: z.int().min(0).default(5000),
  callback_deadline_ms: z.int().min(1).default(3000),
  /** Whether a robot of a group reports what another robot wrote there. */
  hear_each_other: z.boolean().default(false),
});
export type WorktoolModes = z.output<typeof WorktoolModes>;

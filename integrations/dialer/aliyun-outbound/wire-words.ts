import type { DialState } from '../../../domain/calls/dial-states.ts';
import type { EndReason } from '../../../domain/calls/end-reasons.ts';
import type { FailureReason } from '../../../domain/calls/failure-reasons.ts';
import type { GroupState } from '../../../domain/calls/group-states.ts';
import type { JobState } from '../../../domain/calls/job-states.ts';

/** The vendor's names and numbers for a word of ours. */
type WireTable<W extends string> = Readonly<Record<string, readonly [code: number | null, word: W]>>;

export const JOB_STATUS = {
  Scheduling: [0, 'scheduling'],
  Executing: [1, 'executing'],
  Succeeded: [2, 'succeeded'],
  Paused: [3, 'paused'],
  Failed: [4, 'failed'],
  Cancelled: [5, 'cancelled'],
  Drafted: [6, 'drafted'],
} as const satisfies WireTable<JobState>;

export const TASK_STATUS = {
  Executing: [0, 'executing'],
  Succeeded: [1, 'reached'],
  NoAnswer: [2, 'no_answer'],
  NotExist: [3, 'not_exist'],
  Busy: [4, 'busy'],
  Cancelled: [5, 'cancelled'],
  Failed: [6, 'failed'],
  NotConnected: [7, 'not_connected'],
  PoweredOff: [8, 'powered_off'],
  OutOfService: [9, 'out_of_service'],
  InArrears: [10, 'in_arrears'],
  EmptyNumber: [11, 'empty_number'],
  PerDayCallCountLimit: [12, 'number_day_limit'],
  ContactBlockList: [13, 'block_listed'],
  CallerNotRegistered: [14, 'caller_not_registered'],
  Terminated: [15, 'terminated'],
  VerificationCancelled: [16, 'verification_cancelled'],
  OutOfServiceNoCall: [17, 'out_of_service_not_dialled'],
  InArrearsNoCall: [18, 'in_arrears_not_dialled'],
  CallingNumberNotExist: [19, 'caller_number_not_exist'],
  SucceededFinish: [20, 'reached_finished'],
  SucceededChatbotHangUpAfterNoAnswer: [21, 'reached_robot_left_unanswered'],
  SucceededChatbotHangUpAfterSilence: [22, 'reached_robot_left_silence'],
  SucceededClientHangUpAfterNoAnswer: [23, 'reached_contact_left_unanswered'],
  SucceededClientHangUp: [24, 'reached_contact_left'],
  SucceededTransferByIntent: [25, 'reached_transferred_by_intent'],
  SucceededTransferAfterNoAnswer: [26, 'reached_transferred_unanswered'],
  SucceededInoInterAction: [27, 'reached_without_words'],
  SucceededError: [28, 'reached_robot_error'],
  SucceededSpecialInterceptVoiceAssistant: [29, 'reached_voice_assistant'],
  SucceededSpecialInterceptExtensionNumberTransfer: [30, 'reached_extension'],
  SucceededSpecialInterceptCustomSpecialIntercept: [31, 'reached_intercepted'],
  HighRiskSipCode: [32, 'high_risk_line'],
} as const satisfies WireTable<DialState>;

export const FAILURE_REASON = {
  Unknown: [null, 'unknown'],
  NoAnswer: [null, 'no_answer'],
  InvalidStrategy: [null, 'invalid_plan'],
  TimeUp: [null, 'time_up'],
  NoStrategy: [null, 'no_plan'],
  CallFailed: [null, 'call_failed'],
  PerDayCallCountLimit: [null, 'number_day_limit'],
  ContactBlockList: [null, 'block_listed'],
  EmptyNumber: [null, 'empty_number'],
  JobPerDayCallCountLimit: [null, 'job_day_limit'],
  VerificationCancelled: [null, 'verification_cancelled'],
  ContactSuspended: [null, 'contact_suspended'],
  InArrears: [null, 'in_arrears'],
  OutOfService: [null, 'out_of_service'],
  NoneRepeatableJobMaxAttemptCountLimit: [null, 'attempts_used_up'],
} as const satisfies WireTable<FailureReason>;

/** A whole number at the job, a name at the task: both are read in both places. */
export const END_REASON = {
  FINISHED: [1, 'finished'],
  CHATBOT_HANGUP_AFTER_NOANSWER: [2, 'robot_left_unanswered'],
  CHATBOT_HANGUP_AFTER_SILENCE: [3, 'robot_left_silence'],
  CLIENT_HANGUP_AFTER_NOANSWER: [4, 'contact_left_unanswered'],
  CLIENT_HANGUP: [5, 'contact_left'],
  TRANSFER_BY_INTENT: [6, 'transferred_by_intent'],
  TRANSFER_AFTER_NOANSWER: [7, 'transferred_unanswered'],
  INO_INTERACTION: [8, 'no_interaction'],
  ERROR: [9, 'error'],
} as const satisfies WireTable<EndReason>;

export const GROUP_STATUS = {
  Draft: [null, 'draft'],
  Scheduling: [null, 'scheduling'],
  Executing: [null, 'executing'],
  Completed: [null, 'completed'],
  Paused: [null, 'paused'],
  Failed: [null, 'failed'],
  Cancelled: [null, 'cancelled'],
  Initializing: [null, 'initializing'],
} as const satisfies WireTable<GroupState>;

/** Our word for what the vendor wrote, by name or by number; null when it is a word we do not know. */
export function wordOf<W extends string>(table: WireTable<W>, written: unknown): W | null {
  if (typeof written === 'string' && Object.hasOwn(table, written)) return table[written]![1];
  const code = typeof written === 'number' ? written : digits(written);
  if (code === null) return null;
  return Object.values(table).find(([number]) => number === code)?.[1] ?? null;
}

/** The vendor's name for our word. */
export function nameOf<W extends string>(table: WireTable<W>, word: W): string {
  const found = Object.entries(table).find(([, [, other]]) => other === word);
  if (!found) throw new RangeError(`no name on the wire for ${word}`);
  return found[0];
}

function digits(written: unknown): number | null {
  return typeof written === 'string' && /^\d{1,3}$/.test(written) ? Number(written) : null;
}

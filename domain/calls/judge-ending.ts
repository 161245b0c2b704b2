import { DIAL_STATE_TABLE, type DialState } from './dial-states.ts';
import { FAILURE_REASON_TABLE, type FailureReason } from './failure-reasons.ts';
import { JOB_STATE_TABLE, type JobState } from './job-states.ts';
import type { EndingMeaning } from './next-steps.ts';

/** What is known of a job when it is judged. */
export interface JobEnding {
  readonly state: JobState;
  readonly failure: FailureReason | null;
  /** The latest dial, and whether the person pushed the call away while it rang. */
  readonly dial: DialState | null;
  readonly rejected: boolean;
}

/** Pushed away while it rang: the robot does not ring again, a colleague may. */
const REJECTED: EndingMeaning = { zh: '对方拒接', en: 'call rejected', step: 'call_by_person', after_minutes: null };

/**
 * What a job asks of us. The job's state decides whether it is over (a dial ends before its job does: the plan may dial
 * again); then the latest dial says why, for it is finer than the job's failure reason; then that reason.
 */
export function judgeEnding({ state, failure, dial, rejected }: JobEnding): EndingMeaning {
  const { final, reached, zh, en } = JOB_STATE_TABLE[state];
  if (!final) return { zh, en, step: 'wait', after_minutes: null };
  if (state === 'cancelled') return { zh, en, step: 'none', after_minutes: null };
  if (rejected && !reached) return REJECTED;
  const told = dial === null ? null : DIAL_STATE_TABLE[dial];
  // A dial that does not fit the job's end (a late row, a word we do not know) is not trusted.
  if (told?.final && told.reached === reached) return told;
  if (reached) return { zh, en, step: 'read_conversation', after_minutes: null };
  return FAILURE_REASON_TABLE[failure ?? 'unknown'];
}

import type { DialState } from './dial-states.ts';
import type { EndReason } from './end-reasons.ts';
import type { FailureReason } from './failure-reasons.ts';
import type { JobState } from './job-states.ts';

/** The latest dial of a job as the list of results tells it; without the conversation. */
export interface LatestDial {
  readonly state: DialState;
  readonly called_at: Date | null;
  readonly seconds: number | null;
  readonly answered: boolean | null;
  /** The person pushed the call away. */
  readonly rejected: boolean;
  readonly hung_up_by: HungUpBy | null;
  readonly end_reason: EndReason | null;
  /** What the dialer's own script found: name of the label and its group. */
  readonly labels: readonly { readonly name: string; readonly group: string }[];
}

export type HungUpBy = 'robot' | 'contact';

/** A line of the list of results. */
export interface JobResult {
  readonly job_id: string;
  readonly state: JobState;
  readonly failure: FailureReason | null;
  /** `null` before the first dial: then it is matched by `readJobs`. */
  readonly reference_id: string | null;
  readonly phone: string | null;
  readonly latest: LatestDial | null;
}

export interface Turn {
  /** `other`: a colleague after a hand-over, or a word of the dialer's we do not know. */
  readonly speaker: 'robot' | 'contact' | 'other';
  readonly text: string;
  readonly at: Date | null;
}

/** One dial with what was said. */
export interface Dial {
  readonly task_id: string;
  readonly state: DialState;
  readonly calling_number: string | null;
  readonly called_number: string | null;
  readonly planned_at: Date | null;
  readonly called_at: Date | null;
  readonly ended_at: Date | null;
  readonly ringing_seconds: number | null;
  /** Seconds on the line, as the dialer counts them. */
  readonly seconds: number | null;
  readonly hung_up_by: HungUpBy | null;
  readonly end_reason: EndReason | null;
  readonly sip_code: string | null;
  /** Empty as long as the dialer has not written it down: that may be minutes after the job is over. */
  readonly conversation: readonly Turn[];
}

/** A job with all its dials, oldest first. */
export interface JobDetail {
  readonly job_id: string;
  readonly group_id: string;
  readonly state: JobState;
  readonly failure: FailureReason | null;
  readonly end_reason: EndReason | null;
  readonly reference_id: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly next_call_at: Date | null;
  readonly dials: readonly Dial[];
}

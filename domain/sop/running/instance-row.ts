import { withDates } from '../../../db/query.ts';
import type { SopInstanceStatus, SopPause, SopVariables, SopWait } from '../../../kernel/contracts/sop-instances.ts';
import type { ReplyClass, SopTrigger } from '../../../kernel/contracts/sop.ts';
import type { ReplyJudgement } from '../reply-judge.port.ts';

/** A message of the contact that answers a sequence. */
export interface KeptReply {
  readonly message_id: string;
  readonly text: string;
  readonly at: string;
}

/** What a sequence remembers besides its variables (`context_data`). */
export interface SopContext {
  /** Messages since it began to wait, oldest first; judged together. */
  readonly replies?: readonly KeptReply[];
  /** The answer it was left by a wait with: set by whoever hears or judges the reply, used up by the next step. */
  readonly answer?: { readonly way: string; readonly judgement: ReplyJudgement | null };
  /** Whether the wait it stands at has its reply judged. */
  readonly judge?: boolean;
  /** Messages of the contact since the sequence last said something, while it did not wait for any. */
  readonly early?: readonly KeptReply[];
  /** The message that was noted last, so that one heard twice counts once. */
  readonly last_heard?: string;
  readonly reply_received?: boolean;
  readonly last_reply_at?: string;
  readonly reply_class?: ReplyClass;
  /** The step was reached before: it is taken now, without its conditions and its delay. */
  readonly at_once?: boolean;
  /** The text that is on its way. */
  readonly sending?: string;
  readonly [other: string]: unknown;
}

/** Where an instance stands, as it is carried. */
export interface InstanceRow {
  readonly id: string;
  readonly template_id: string;
  readonly template_version_id: string;
  readonly account_id: string;
  readonly person_id: string;
  readonly conversation_id: string;
  readonly contact_id: string | null;
  readonly status: SopInstanceStatus;
  readonly step_id: string | null;
  readonly step_index: number | null;
  readonly step_since: Date;
  readonly steps: number;
  readonly progress: number;
  readonly due_at: Date | null;
  readonly waits_for: SopWait | null;
  readonly waits_on: string | null;
  readonly pause_reason: SopPause | null;
  readonly paused_at: Date | null;
  readonly resume_at: Date | null;
  readonly variables: SopVariables;
  readonly context_data: SopContext;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly trigger_type: SopTrigger;
  readonly created_by_id: string | null;
  readonly priority: number;
  readonly attempts: number;
  readonly token: number;
  readonly error: string | null;
  readonly expires_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

/** Columns of `InstanceRow`, of the table under the alias `i`. */
export const INSTANCE_COLUMNS = `i.id, i.template_id, i.template_version_id, i.account_id, i.person_id, i.conversation_id, i.contact_id,
  i.status, i.step_id, i.step_index, i.step_since, i.steps, i.progress, i.due_at, i.waits_for, i.waits_on, i.pause_reason, i.paused_at,
  i.resume_at, i.variables, i.context_data, i.result, i.trigger_type, i.created_by_id, i.priority, i.attempts, i.token, i.error,
  i.expires_at, i.started_at, i.ended_at`;

/** A row as the driver gives it, with its moments as dates. */
export function toInstanceRow(row: InstanceRow): InstanceRow {
  return withDates(row, 'step_since', 'due_at', 'paused_at', 'resume_at', 'expires_at', 'started_at', 'ended_at');
}

/** Statuses of an instance that is not over. */
export const OPEN = `('pending', 'executing', 'paused')`;
/** Statuses the runner may carry. */
export const RUNNABLE = `('pending', 'executing')`;

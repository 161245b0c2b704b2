import { query } from '../../../db/query.ts';
import type { CallTurnView } from '../../../kernel/contracts/call-records.ts';
import type { CallInterest, CallStatus, SkipReason } from '../../../kernel/contracts/calls.ts';
import type { CallScope } from '../calls-scope.ts';
import type { DialState } from '../dial-states.ts';
import type { FailureReason } from '../failure-reasons.ts';

/** A record as its follow-up is made from it. */
export interface FinalRecord {
  readonly id: string;
  readonly task_id: string;
  readonly task_name: string;
  readonly about: string;
  readonly task_owner: string | null;
  readonly leads_id: string | null;
  readonly contact_id: string | null;
  readonly leads_name: string;
  readonly leads_phone: string;
  readonly phone_key: string;
  readonly call_job_id: string | null;
  readonly call_status: CallStatus | null;
  readonly failure: FailureReason | null;
  readonly dial_state: DialState | null;
  readonly rejected: boolean | null;
  readonly withheld_reason: SkipReason | null;
  readonly call_conversation: CallTurnView[] | null;
  readonly called_at: string | null;
  readonly ended_at: string | null;
  readonly final_at: string | null;
  readonly leads_follow_id: string | null;
  readonly is_interested: CallInterest | null;
}

const SELECT = `select r.id, r.task_id, t.task_name, t.about, t.owner_id as task_owner, r.leads_id, r.contact_id, r.leads_name, r.leads_phone,
    r.phone_key, r.call_job_id, r.call_status, r.failure, r.dial_state, r.rejected, r.withheld_reason, r.call_conversation,
    iso(r.called_at) as called_at, iso(r.ended_at) as ended_at, iso(r.final_at) as final_at, r.leads_follow_id, r.is_interested
  from leads_task_list r join call_tasks t on t.id = r.task_id`;

/** The records behind job ids (spec 001 §3.3). */
export async function recordsByJob(
  scope: Pick<CallScope, 'em'>,
  input: { readonly task_id: string; readonly call_job_ids: readonly string[] },
): Promise<FinalRecord[]> {
  const where = 'where r.task_id = $1 and r.call_job_id = any ($2::text[]) order by r.id';
  return await query<FinalRecord>(scope.em, `${SELECT} ${where}`, [input.task_id, input.call_job_ids]);
}

/** The records of a task with these numbers that have no job id and no judgement (spec 001 §3.4). */
export async function recordsByPhone(
  scope: Pick<CallScope, 'em'>,
  input: { readonly task_id: string; readonly phones: readonly string[] },
): Promise<FinalRecord[]> {
  const where = `where r.task_id = $1 and r.phone_key = any ($2::text[]) and (r.call_job_id is null or r.call_job_id = '')
    and r.is_interested is null order by r.id`;
  return await query<FinalRecord>(scope.em, `${SELECT} ${where}`, [input.task_id, input.phones]);
}

/** One record by its id. */
export async function recordById(scope: Pick<CallScope, 'em'>, id: string): Promise<FinalRecord | undefined> {
  return (await query<FinalRecord>(scope.em, `${SELECT} where r.id = $1`, [id]))[0];
}

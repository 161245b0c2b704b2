import { query, queryOne } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { createLead } from '../../crm/leads/create-lead.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import { stopNumber } from '../do-not-call/stop-number.ts';
import { callJudged } from '../signals.ts';
import { ENDS_WHEN_STILL } from '../tasks/task-mark.ts';
import type { FinalRecord } from './final-record.ts';
import { addFollowActivities } from './follow-activities.ts';
import type { FollowDraft } from './judge-record.ts';

/**
 * Writes a record's follow-up, all of it in one transaction: the follow-up, the judgement where there is none yet, call and next
 * step on the timeline, the do-not-call list, and the signal for whoever acts on it. Whoever comes second changes nothing.
 * @returns the follow-up's id; null when there is one already
 */
export async function writeFollow(outer: CallScope, given: FinalRecord, draft: FollowDraft): Promise<string | null> {
  return await inTransaction(outer, async (scope) => {
    if (!(await lockUnjudged(scope, given.id))) return null;
    const record = await withLead(scope, given, draft);
    const activities = await addFollowActivities(scope, record, draft);
    const id = await insertFollow(scope, record, draft, activities);
    const judged = await query(
      scope.em,
      `update leads_task_list set leads_follow_id = $2, is_interested = $3, leads_id = $4, updated_time = $5
       where id = $1 and is_interested is null and leads_follow_id is null returning id`,
      [record.id, id, draft.interest, record.leads_id, scope.clock.now()],
    );
    if (judged.length === 0) throw new Error(`record ${record.id} was judged while it was locked`);
    await applyNextStep(scope, record, draft);
    await scope.jobs.tell(scope.em, callJudged, {
      record_id: record.id,
      phone: record.phone_key,
      lead_id: record.leads_id,
      contact_id: record.contact_id,
      interest: draft.interest,
    });
    scope.events.publish('calls.task_changed', { id: record.task_id, taskType: '', change: 'followed' });
    return id;
  });
}

/** Two jobs of one record wait for each other here; the second finds it judged. */
async function lockUnjudged(scope: CallScope, id: string): Promise<boolean> {
  const row = await queryOne<{ open: boolean }>(
    scope.em,
    `select is_interested is null and leads_follow_id is null as open, ${ENDS_WHEN_STILL} from leads_task_list where id = $1 for update`,
    [id],
  );
  return row?.open === true;
}

/** Somebody interested whom the CRM does not know becomes a lead, so that somebody takes care of them. */
async function withLead(scope: CallScope, record: FinalRecord, draft: FollowDraft): Promise<FinalRecord> {
  if (draft.interest !== 'interested' || record.leads_id || record.contact_id) return record;
  const { leads_name: name, leads_phone: phone, task_name } = record;
  const lead = await createLead(scope, { name, phone, source: '外呼', description: `外呼任务“${task_name}”中有意向` });
  return { ...record, leads_id: lead.id };
}

async function insertFollow(
  scope: CallScope,
  record: FinalRecord,
  draft: FollowDraft,
  activities: { readonly done: string | null; readonly next: string | null },
): Promise<string> {
  const [id, now] = [newId(), scope.clock.now()];
  await query(
    scope.em,
    `insert into dcc_leads_follow (id, record_id, leads_id, follow_time, leads_remark, frist_follow_time, new_follow_time, next_follow_time,
       is_interested, confidence, evidence, facts, mood, do_not_call, reached, basis, judged_by, next_step, activity_id, next_activity_id,
       created_at, updated_at)
     values ($1, $2, $3, $4, $5, coalesce((select min(f.frist_follow_time) from dcc_leads_follow f where f.leads_id = $3), $4), $4, $6,
       $7, $8, $9, $10::jsonb, $11, $12, $13, $14, $15, $16, $17, $18, $4, $4)`,
    [
      id,
      record.id,
      record.leads_id,
      now,
      draft.remark.slice(0, 600),
      draft.next_at,
      draft.interest,
      draft.confidence,
      draft.evidence,
      draft.facts === null ? null : JSON.stringify(draft.facts),
      draft.mood,
      draft.do_not_call,
      draft.reached,
      draft.basis,
      draft.judged_by.slice(0, 120),
      draft.next_step,
      activities.done,
      activities.next,
    ],
  );
  return id;
}

/** Numbers that nobody is to call any more. */
export async function applyNextStep(scope: CallScope, record: FinalRecord, draft: FollowDraft): Promise<void> {
  const about = { phone_key: record.phone_key, record_id: record.id };
  if (draft.do_not_call)
    return await stopNumber(scope, { ...about, source: 'customer_said', evidence: draft.evidence ?? draft.remark });
  if (draft.next_step === 'do_not_call')
    return await stopNumber(scope, { ...about, source: 'dialer', evidence: draft.remark });
  if (draft.next_step === 'mark_number_invalid')
    await stopNumber(scope, { ...about, source: 'invalid_number', evidence: draft.remark });
}

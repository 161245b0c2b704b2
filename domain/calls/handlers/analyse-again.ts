import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import { recordById, type FinalRecord } from './final-record.ts';
import { addNext, parentsOf } from './follow-activities.ts';
import { fromWords, type FollowDraft } from './judge-record.ts';
import { applyNextStep } from './write-follow.ts';
import { callJudged } from '../signals.ts';

/**
 * Makes up for a basic follow-up: fetches the conversation where it came late, has it analysed, and puts the judgement in the
 * place of «nobody analysed it». A judgement somebody made is never replaced.
 * @throws AppError `calls.not_analysable`, `calls.no_dialer`
 */
export async function analyseAgain(scope: CallScope, recordId: string, signal: AbortSignal): Promise<void> {
  const found = await recordById(scope, recordId);
  if (!found) throw callsError('calls.record_not_found', { details: { id: recordId } });
  const basis = await queryOne<{ basis: string }>(scope.em, 'select basis from dcc_leads_follow where record_id = $1', [
    recordId,
  ]);
  if (basis?.basis !== 'basic')
    throw callsError('calls.not_analysable', { details: { reason: '它已经有了判断，或者还没有跟进记录' } });
  const record = await withWords(scope, found, signal);
  if (!record.call_conversation)
    throw callsError('calls.not_analysable', { details: { reason: '还没有取到通话内容' } });
  const draft = await fromWords(scope, record, signal);
  if (draft.basis !== 'analysis') throw callsError('calls.not_analysable', { details: { reason: '分析没有得出结果' } });
  await replaceBasic(scope, record, draft);
}

/** A conversation that was not there when the follow-up was written. */
async function withWords(scope: CallScope, record: FinalRecord, signal: AbortSignal): Promise<FinalRecord> {
  if (record.call_conversation || !record.call_job_id) return record;
  const { jobs } = await dialerOf(scope).readJobs([record.call_job_id], signal);
  const turns = jobs[0]?.dials.at(-1)?.conversation ?? [];
  if (turns.length === 0) return record;
  const call_conversation = turns.map(({ speaker, text, at }) => ({ speaker, text, at: at?.toISOString() ?? null }));
  await query(
    scope.em,
    'update leads_task_list set call_conversation = $2::jsonb, updated_time = $3 where id = $1 and call_conversation is null',
    [record.id, JSON.stringify(call_conversation), scope.clock.now()],
  );
  return { ...record, call_conversation };
}

async function replaceBasic(outer: CallScope, record: FinalRecord, draft: FollowDraft): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const now = scope.clock.now();
    const replaced = await queryOne<{ next_activity_id: string | null }>(
      scope.em,
      `update dcc_leads_follow set basis = 'analysis', judged_by = $2, leads_remark = $3, is_interested = $4, confidence = $5, evidence = $6,
         facts = $7::jsonb, mood = $8, do_not_call = $9, reached = $10, next_step = $11, next_follow_time = $12, new_follow_time = $13,
         updated_at = $13, version = version + 1
       where record_id = $1 and basis = 'basic' returning next_activity_id`,
      [
        record.id,
        draft.judged_by.slice(0, 120),
        draft.remark.slice(0, 600),
        draft.interest,
        draft.confidence,
        draft.evidence,
        JSON.stringify(draft.facts),
        draft.mood,
        draft.do_not_call,
        draft.reached,
        draft.next_step,
        draft.next_at,
        now,
      ],
    );
    if (!replaced) return;
    await query(scope.em, 'update leads_task_list set is_interested = $2, updated_time = $3 where id = $1', [
      record.id,
      draft.interest,
      now,
    ]);
    await movePlan(scope, record, draft, replaced.next_activity_id);
    await applyNextStep(scope, record, draft);
    await scope.jobs.tell(scope.em, callJudged, {
      record_id: record.id,
      phone: record.phone_key,
      lead_id: record.leads_id,
      contact_id: record.contact_id,
      interest: draft.interest,
    });
  });
}

/** What was planned because nobody knew what was said is not needed any more. */
async function movePlan(
  scope: CallScope,
  record: FinalRecord,
  draft: FollowDraft,
  planned: string | null,
): Promise<void> {
  await query(
    scope.em,
    `update activity set status = 'cancelled', external_id = null, updated_at = $2, version = version + 1
     where id = $1 and status = 'planned'`,
    [planned, scope.clock.now()],
  );
  const parents = await parentsOf(scope, record);
  if (!parents) return;
  const { lead_id, contact_id, owner_id } = parents;
  const free = await queryOne(scope.em, 'select 1 as one from activity where external_id = $1', [
    `call-next:${record.id}`,
  ]);
  if (free) return;
  const next = await addNext(scope, record, draft, {
    kind: 'call',
    lead_id,
    contact_id,
    ...(owner_id ? { owner_id } : {}),
  });
  await query(scope.em, 'update dcc_leads_follow set next_activity_id = $2 where record_id = $1', [record.id, next]);
}

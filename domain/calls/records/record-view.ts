import { Params, query } from '../../../db/query.ts';
import type {
  CallRecordDetail,
  CallRecordList,
  CallRecordView,
  CallTurnView,
} from '../../../kernel/contracts/call-records.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { parsePhone } from '../../../kernel/phone-number.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../calls-scope.ts';
import type { DialState } from '../dial-states.ts';
import { callsError } from '../errors.ts';
import type { FailureReason } from '../failure-reasons.ts';
import { judgeEnding } from '../judge-ending.ts';
import { SKIP_WORDS } from '../words.ts';

interface RecordRow extends Omit<CallRecordView, 'ending' | 'next_step' | 'recording_url'> {
  readonly owner_id: string | null;
  readonly failure: FailureReason | null;
  readonly dial_state: DialState | null;
  readonly rejected: boolean | null;
}

const COLUMNS = `r.id, r.task_id, t.task_name, r.leads_id, r.leads_name, r.leads_phone, r.hand_over, r.withheld_reason, r.call_job_id,
  r.call_status, iso(r.planed_time) as planed_time, iso(r.called_at) as called_at, r.call_seconds, r.calling_number,
  r.call_conversation is not null as has_conversation, r.recording, r.leads_follow_id, r.is_interested, iso(r.updated_time) as updated_at,
  t.owner_id, r.failure, r.dial_state, r.rejected`;
const JOINS = 'join call_tasks t on t.id = r.task_id';

/** The records of the tasks one sees, the latest tasks first. */
export async function listRecords(scope: ReadScope, input: CallRecordList): Promise<Page<CallRecordView>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 't', params)];
  if (input.task_id) where.push(`r.task_id = ${params.add(input.task_id)}`);
  if (input.leads_id) where.push(`r.leads_id = ${params.add(input.leads_id)}`);
  if (input.phone) {
    const parsed = parsePhone(input.phone);
    where.push(`r.phone_key = ${params.add('number' in parsed ? parsed.number.key : input.phone)}`);
  }
  if (input.call_status) where.push(`r.call_status = ${params.add(input.call_status)}`);
  if (input.is_interested) where.push(`r.is_interested = ${params.add(input.is_interested)}`);
  if (input.open !== undefined) where.push(`r.call_status is ${input.open ? '' : 'not '}null`);
  if (input.q?.trim()) where.push(`r.leads_name ilike '%' || ${params.add(input.q.trim())} || '%'`);
  const page = await pageOfRows<RecordRow>(
    scope,
    {
      from: 'leads_task_list r',
      alias: 'r',
      filterJoins: JOINS,
      where,
      orderBy: 'r.created_at desc, r.id desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
  return { ...page, items: page.items.map((row) => viewOf(scope, row)) };
}

/**
 * One record with what was said.
 * @throws AppError `calls.record_not_found`
 */
export async function readRecord(scope: ReadScope, id: string): Promise<CallRecordDetail> {
  const params = new Params();
  const [row] = await query<
    RecordRow & { call_task_id: string | null; reference_id: string; conversation: CallTurnView[] | null }
  >(
    scope.em,
    `select ${COLUMNS}, r.call_task_id, r.reference_id, r.call_conversation as conversation from leads_task_list r ${JOINS}
     where r.id = ${params.add(id)} and ${visibleRows(scope.actor, 't', params)}`,
    params.values,
  );
  if (!row) throw callsError('calls.record_not_found', { details: { id } });
  const { call_task_id, reference_id, conversation } = row;
  return { ...viewOf(scope, row), call_task_id, reference_id, conversation };
}

/** Columns of a row that only help to make its view. */
const OWN = ['owner_id', 'failure', 'dial_state', 'rejected', 'call_task_id', 'reference_id', 'conversation'] as const;

function viewOf(scope: ReadScope, row: RecordRow): CallRecordView {
  const shown = row.owner_id === scope.actor.userId || scope.actor.permissions.has('pii.reveal');
  const view = Object.fromEntries(Object.entries(row).filter(([key]) => !(OWN as readonly string[]).includes(key)));
  return {
    ...(view as Omit<CallRecordView, 'ending' | 'next_step' | 'recording_url'>),
    leads_phone: shown ? row.leads_phone : maskPhone(row.leads_phone),
    ...endingOf(row),
    recording_url: row.recording === 'kept' ? `/api/v1/calls/records/${row.id}/recording` : null,
  };
}

function endingOf(row: RecordRow): Pick<CallRecordView, 'ending' | 'next_step'> {
  if (row.withheld_reason) return { ending: SKIP_WORDS[row.withheld_reason], next_step: 'none' };
  if (!row.call_status) return { ending: null, next_step: null };
  const { call_status: state, failure, dial_state: dial } = row;
  const meaning = judgeEnding({ state, failure, dial, rejected: row.rejected === true });
  return { ending: meaning.zh, next_step: meaning.step };
}

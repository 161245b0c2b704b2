import { Params, query } from '../../../db/query.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { CallScope } from '../calls-scope.ts';
import { troubleError } from '../dialer-trouble.ts';
import { callsError } from '../errors.ts';
import type { OpenRecording } from '../recording-store.port.ts';
import { keepOne } from './keep-recordings.ts';

interface Kept {
  readonly id: string;
  readonly call_task_id: string | null;
  readonly call_status: string | null;
  readonly recording_key: string | null;
}

/**
 * The recording of a call out of our own keeping. Where this machine does not have it, the dialer is asked once more.
 * @throws AppError `calls.record_not_found`, `calls.no_recording`, `calls.dialer_down`, `calls.dialer_busy`
 */
export async function openRecording(scope: CallScope, id: string, signal: AbortSignal): Promise<OpenRecording> {
  const record = await find(scope, id);
  const kept = record.recording_key ? await scope.calls.recordings.open(record.recording_key) : null;
  if (kept) return kept;
  const { call_task_id } = record;
  if (!call_task_id || record.call_status !== 'succeeded' || !scope.calls.dialer)
    throw callsError('calls.no_recording', { details: { id } });
  const trouble = await keepOne(scope, { id, call_task_id }, signal);
  if (trouble)
    throw trouble.kind === 'business' ? callsError('calls.no_recording', { details: { id } }) : troubleError(trouble);
  const fetched = (await find(scope, id)).recording_key;
  const open = fetched ? await scope.calls.recordings.open(fetched) : null;
  if (!open) throw callsError('calls.no_recording', { details: { id } });
  return open;
}

async function find(scope: CallScope, id: string): Promise<Kept> {
  const params = new Params();
  const [record] = await query<Kept>(
    scope.em,
    `select r.id, r.call_task_id, r.call_status, r.recording_key from leads_task_list r join call_tasks t on t.id = r.task_id
     where r.id = ${params.add(id)} and ${visibleRows(scope.actor, 't', params)}`,
    params.values,
  );
  if (!record) throw callsError('calls.record_not_found', { details: { id } });
  return record;
}

import { z } from 'zod';
import type { Answered, Deed, GroupProgress, JobSelection } from '../../../domain/calls/dialer.port.ts';
import { readGroup } from './create-group.ts';
import type { Param } from './flatten-params.ts';
import { JOBS_PER_CALL } from './read-results.ts';
import type { RpcLine } from './rpc-line.ts';
import { invalidRequest, UNREADABLE } from './unreadable.ts';
import { count } from './wire-fields.ts';

export type Steering = 'SuspendJobs' | 'ResumeJobs' | 'CancelJobs';

/** Pauses, resumes or cancels. Ids go in calls of 99; the first call that fails ends it and may be repeated as a whole. */
export async function steerJobs(
  line: RpcLine,
  action: Steering,
  selection: JobSelection,
  signal?: AbortSignal,
): Promise<Deed<null>> {
  const calls = paramsOf(selection);
  // `All` without a group would mean every job of the account.
  if (calls === null) return invalidRequest('nothing is selected');
  for (const params of calls) {
    const answer = await line(action, params, 'settles', signal);
    if (answer.state !== 'ok') return answer;
  }
  return { state: 'ok', value: null };
}

function paramsOf(selection: JobSelection): Record<string, Param>[] | null {
  const group = 'group_id' in selection ? selection.group_id : null;
  if (group === '') return null;
  if ('job_ids' in selection) return some(selection.job_ids, (ids) => ({ All: false, JobId: ids }));
  if ('reference_ids' in selection)
    return some(selection.reference_ids, (ids) => ({ All: false, JobGroupId: group, JobReferenceId: ids }));
  return [{ All: true, JobGroupId: group }];
}

function some(ids: readonly string[], params: (ids: readonly string[]) => Record<string, Param>) {
  if (ids.length === 0 || ids.includes('')) return null;
  const calls: Record<string, Param>[] = [];
  for (let from = 0; from < ids.length; from += JOBS_PER_CALL)
    calls.push(params(ids.slice(from, from + JOBS_PER_CALL)));
  return calls;
}

/** DescribeJobGroup says `Executing`, ListJobGroups `ExecutingNum`: both are read. */
const Progress = z.object({
  TotalJobs: count,
  TotalCompleted: count,
  Scheduling: count,
  Executing: count,
  ExecutingNum: count,
  Paused: count,
  PausedNum: count,
  Failed: count,
  FailedNum: count,
  Cancelled: count,
  CancelledNum: count,
});

export async function progressOf(
  line: RpcLine,
  groupId: string,
  signal?: AbortSignal,
): Promise<Answered<GroupProgress>> {
  const answer = await line('DescribeJobGroup', { JobGroupId: groupId }, 'asks', signal);
  if (answer.state !== 'ok') return { state: 'refused', trouble: answer.trouble };
  const raw = answer.value['JobGroup'];
  const group = readGroup(raw);
  if (!group) return { state: 'refused', trouble: UNREADABLE };
  const said = Progress.safeParse(typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'Progress') : null).data;
  return {
    state: 'ok',
    value: {
      ...group,
      total: said?.TotalJobs ?? null,
      completed: said?.TotalCompleted ?? null,
      scheduling: said?.Scheduling ?? null,
      executing: said?.Executing ?? said?.ExecutingNum ?? null,
      paused: said?.Paused ?? said?.PausedNum ?? null,
      failed: said?.Failed ?? said?.FailedNum ?? null,
      cancelled: said?.Cancelled ?? said?.CancelledNum ?? null,
    },
  };
}

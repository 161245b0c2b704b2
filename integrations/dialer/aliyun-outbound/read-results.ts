import type { JobDetail, JobResult } from '../../../domain/calls/call-results.ts';
import type { DialerPort, JobsRead, Sweep, SweepOptions } from '../../../domain/calls/dialer.port.ts';
import { readDetailedJob } from './detailed-job.ts';
import { readPage } from './read-page.ts';
import { readResultJob } from './result-job.ts';
import type { RpcLine } from './rpc-line.ts';
import { sweepPages } from './sweep-pages.ts';
import { UNREADABLE } from './unreadable.ts';
import { JOB_STATUS, nameOf } from './wire-words.ts';

/** What the vendor takes at the most. */
export const RESULTS_PER_PAGE = 100;
export const JOBS_PER_CALL = 99;

export function readResults(
  line: RpcLine,
  groupId: string,
  take: Parameters<DialerPort['readResults']>[1],
  { state, page_size, signal }: SweepOptions = {},
): Promise<Sweep> {
  const size = Math.min(RESULTS_PER_PAGE, Math.max(1, page_size ?? RESULTS_PER_PAGE));
  return sweepPages<JobResult>({
    ask: async (page) => {
      const params = {
        JobGroupId: groupId,
        PageNumber: page,
        PageSize: size,
        JobStatusFilter: state ? nameOf(JOB_STATUS, state) : null,
      };
      const answer = await line('QueryJobsWithResult', params, 'asks', signal);
      if (answer.state !== 'ok') return { state: 'refused', trouble: answer.trouble };
      const read = readPage(answer.value, 'Jobs', size);
      return read ? { state: 'ok', value: read } : { state: 'refused', trouble: UNREADABLE };
    },
    read: readResultJob,
    idOf: (job) => job.job_id,
    take,
  });
}

/** Jobs in full, in calls of 99; a call that fails is named and the next one made. */
export async function readJobs(line: RpcLine, jobIds: readonly string[], signal?: AbortSignal): Promise<JobsRead> {
  const wanted = [...new Set(jobIds)];
  const jobs: JobDetail[] = [];
  const missing: string[] = [];
  const failed: JobsRead['failed'][number][] = [];
  for (let from = 0; from < wanted.length; from += JOBS_PER_CALL) {
    const ids = wanted.slice(from, from + JOBS_PER_CALL);
    const answer = await line('ListJobs', { JobId: ids }, 'asks', signal);
    const page = answer.state === 'ok' ? readPage(answer.value, 'Jobs', JOBS_PER_CALL) : null;
    if (!page) {
      failed.push({ job_ids: ids, trouble: answer.state === 'ok' ? UNREADABLE : answer.trouble });
      continue;
    }
    const read = page.rows.map(readDetailedJob).filter((job) => job !== null && ids.includes(job.job_id));
    jobs.push(...read.filter((job) => job !== null));
    const known = new Set(read.map((job) => job?.job_id));
    missing.push(...ids.filter((id) => !known.has(id)));
  }
  return { jobs, missing, failed };
}

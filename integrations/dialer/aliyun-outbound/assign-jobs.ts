import type { CallContact } from '../../../domain/calls/call-contact.ts';
import type { BatchLookUp, Deed, SentBatch, Sweep } from '../../../domain/calls/dialer.port.ts';
import { readListedJob, type ListedJob } from './listed-job.ts';
import { readPage } from './read-page.ts';
import type { RpcLine } from './rpc-line.ts';
import { encode } from './sign-v3.ts';
import { sweepPages } from './sweep-pages.ts';
import { invalidRequest, UNREADABLE } from './unreadable.ts';

/** The vendor takes 99 and advises 25. */
export const CONTACTS_PER_BATCH = 25;
/** Contacts travel in the address; gateways commonly take 8 KB of it. */
const LONGEST_QUERY = 7000;
const PAGE_SIZE = 100;
/** How often a list that moved while it was read is read again. */
const LOOK_UP_PASSES = 3;

export async function assign(
  line: RpcLine,
  groupId: string,
  batch: readonly CallContact[],
  signal?: AbortSignal,
): Promise<Deed<{ readonly count: number }>> {
  if (groupId === '') return invalidRequest('no group');
  if (batch.length === 0 || batch.length > CONTACTS_PER_BATCH) return invalidRequest('size of the batch');
  if (new Set(batch.map((one) => one.reference_id)).size !== batch.length) return invalidRequest('an id stands twice');
  const params = { JobGroupId: groupId, JobsJson: batch.map(jobJson) };
  const answer = await line('AssignJobs', params, 'dials', signal);
  // Ids that come back are not used: their order is not documented, and asynchronous calls give none.
  return answer.state === 'ok' ? { state: 'ok', value: { count: batch.length } } : answer;
}

/** Cuts people into batches by number and by the length they have in the address. */
export function cutBatches(contacts: readonly CallContact[]): CallContact[][] {
  const batches: CallContact[][] = [];
  let length = 0;
  for (const contact of contacts) {
    const own = encode(jobJson(contact)).length + '&JobsJson.99='.length;
    const last = batches.at(-1);
    if (last && last.length < CONTACTS_PER_BATCH && length + own <= LONGEST_QUERY) {
      last.push(contact);
      length += own;
    } else {
      batches.push([contact]);
      length = own;
    }
  }
  return batches;
}

/** A job as AssignJobs takes it: lower-case names, unlike everything that comes back. */
function jobJson({ phone, name, reference_id, honorific, variables }: CallContact): string {
  return JSON.stringify({
    extras: Object.entries(variables).map(([key, value]) => ({ key, value })),
    contacts: [{ phoneNumber: phone, name, referenceId: reference_id, ...(honorific === '' ? {} : { honorific }) }],
  });
}

/**
 * Looks a batch up in the list of the group's jobs. Somebody found is certain. Somebody not found is certainly absent only when
 * the whole list was read, as many jobs were seen as are counted, and the request can no longer be under way.
 */
export async function lookUpBatch(
  line: RpcLine,
  groupId: string,
  sent: SentBatch,
  settled: boolean,
  signal?: AbortSignal,
): Promise<BatchLookUp> {
  const found = new Map<string, Set<string>>(sent.contacts.map(({ reference_id }) => [reference_id, new Set()]));
  let sweep = await listJobs(line, groupId, found, signal);
  for (let pass = 1; pass < LOOK_UP_PASSES && !sweep.complete && sweep.failed_pages.length === 0; pass += 1)
    sweep = await listJobs(line, groupId, found, signal);
  const assigned = [...found].filter(([, jobs]) => jobs.size > 0);
  const missing = [...found].filter(([, jobs]) => jobs.size === 0).map(([id]) => id);
  const certain = missing.length === 0 || (sweep.complete && settled);
  return {
    state: certain ? 'settled' : 'unknown',
    assigned: assigned.map(([reference_id, jobs]) => ({ reference_id, job_ids: [...jobs] })),
    absent: certain ? missing : [],
    trouble: sweep.failed_pages[0]?.trouble ?? null,
  };
}

/** Reads the whole list, for a person who was assigned twice shall be seen twice. */
function listJobs(
  line: RpcLine,
  groupId: string,
  found: ReadonlyMap<string, Set<string>>,
  signal?: AbortSignal,
): Promise<Sweep> {
  return sweepPages<ListedJob>({
    ask: async (page) => {
      const params = { JobGroupId: groupId, PageNumber: page, PageSize: PAGE_SIZE };
      const answer = await line('ListJobsByGroup', params, 'asks', signal);
      if (answer.state !== 'ok') return { state: 'refused', trouble: answer.trouble };
      const read = readPage(answer.value, 'Jobs', PAGE_SIZE);
      return read ? { state: 'ok', value: read } : { state: 'refused', trouble: UNREADABLE };
    },
    read: readListedJob,
    idOf: (job) => job.job_id,
    take: (jobs) => {
      for (const job of jobs) for (const id of job.reference_ids) found.get(id)?.add(job.job_id);
      return Promise.resolve();
    },
  });
}

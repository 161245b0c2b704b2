import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { JobDetail, Turn } from '../call-results.ts';
import type { CallScope } from '../calls-scope.ts';
import type { DialerTrouble } from '../dialer-trouble.ts';
import type { DialerPort } from '../dialer.port.ts';
import { JOB_STATE_TABLE } from '../job-states.ts';
import { releasePeople } from '../tasks/reserve-people.ts';
import { keepMark, type TaskMark } from '../tasks/task-mark.ts';

/** A page is tried again so often, with so long a pause (spec 001 §3.2). */
export const PAGE_RETRIES = 3;
export const PAGE_PAUSE_MS = 5000;

export interface OpenRecord {
  readonly id: string;
  readonly call_job_id: string;
}

/** What the pages of a task share. */
export interface PageContext {
  readonly signal: AbortSignal;
  /** Writes of pages do not wait for each other inside the database: the task's row can be had by one of them only. */
  readonly writeInTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** How reading a page went: how many of its records could not be read, why, and whether the dialer answered for the page. */
export interface PageOutcome {
  readonly failed: number;
  readonly trouble: DialerTrouble | null;
  readonly answered: boolean;
}

/** Reads the jobs of one page and keeps those that are over. */
export async function queryPage(
  scope: CallScope,
  dialer: DialerPort,
  mark: TaskMark,
  rows: readonly OpenRecord[],
  { signal, writeInTurn }: PageContext,
): Promise<PageOutcome> {
  let unclear = 0;
  let unknown = 0;
  let ids: readonly string[] = rows.map((row) => row.call_job_id);
  for (let tries = 0; ; tries += 1) {
    const read = await dialer.readJobs(ids, signal);
    await writeInTurn(() => keepResults(scope, mark, read.jobs));
    unclear += read.jobs.filter((job) => job.state === 'unknown').length;
    unknown += read.missing.length;
    const [first] = read.failed;
    if (!first) return { failed: unclear + unknown, trouble: oddity(unclear, unknown), answered: true };
    ids = read.failed.flatMap((one) => one.job_ids);
    if (tries === PAGE_RETRIES || first.trouble.kind === 'business')
      return { failed: ids.length, trouble: first.trouble, answered: ids.length < rows.length };
    await scope.calls.pause(PAGE_PAUSE_MS, signal);
  }
}

/** Jobs the dialer says nothing of, or nothing that can be read, are asked for again with the next look; somebody sees it. */
function oddity(unclear: number, unknown: number): DialerTrouble | null {
  const silent = { vendor_code: null, vendor_words: null };
  if (unclear > 0) return { kind: 'network', reason: 'unreadable_answer', ...silent };
  return unknown > 0 ? { kind: 'business', reason: 'not_found', ...silent } : null;
}

/** Only what is over is kept: a call that is on the line may still become anything (spec 001 §5.2). */
async function keepResults(outer: CallScope, mark: TaskMark, jobs: readonly JobDetail[]): Promise<void> {
  const over = jobs.filter((job) => JOB_STATE_TABLE[job.state].final).map(resultRow);
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    const ended = await query<{ id: string }>(
      scope.em,
      `update leads_task_list r set call_status = coalesce(r.call_status, j.status), final_at = coalesce(r.final_at, $3),
         failure = coalesce(r.failure, j.failure), dial_state = coalesce(r.dial_state, j.dial), dials = greatest(r.dials, j.dials),
         call_conversation = coalesce(r.call_conversation, j.conversation),
         planed_time = coalesce(r.planed_time, j.planned_at), call_task_id = coalesce(r.call_task_id, j.task),
         calling_number = coalesce(r.calling_number, j.calling_number), called_at = coalesce(r.called_at, j.called_at),
         ended_at = coalesce(r.ended_at, j.ended_at), call_seconds = coalesce(r.call_seconds, j.seconds),
         recording = case when r.recording = 'none' and j.status = 'succeeded' and j.task is not null then 'wanted' else r.recording end,
         updated_time = $3
       from jsonb_to_recordset($2::jsonb) as j(job text, status text, failure text, dial text, dials int, conversation jsonb,
         planned_at timestamptz, task text, calling_number text, called_at timestamptz, ended_at timestamptz, seconds int)
       where r.task_id = $1 and r.call_job_id = j.job returning r.id`,
      [mark.task_id, JSON.stringify(over), scope.clock.now()],
    );
    await releasePeople(
      scope,
      ended.map(({ id }) => id),
    );
  });
}

/** The latest dial speaks for the job (spec 001 §3.2: `tasks[-1]`). */
function resultRow(job: JobDetail) {
  const last = job.dials.at(-1);
  return {
    job: job.job_id,
    status: job.state,
    failure: job.failure,
    dial: last?.state ?? null,
    dials: job.dials.length,
    conversation: last && last.conversation.length > 0 ? last.conversation.map(turnOf) : undefined,
    planned_at: last?.planned_at ?? null,
    task: fitting(last?.task_id, 100),
    calling_number: fitting(last?.calling_number, 30),
    called_at: last?.called_at ?? null,
    ended_at: last?.ended_at ?? null,
    seconds: last?.seconds ?? null,
  };
}

/** What is longer than its column is no id and no number: it is left out, so that the page is kept all the same. */
function fitting(words: string | null | undefined, longest: number): string | null {
  return words && words.length <= longest ? words : null;
}

function turnOf({ speaker, text, at }: Turn) {
  return { speaker, text, at: at?.toISOString() ?? null };
}

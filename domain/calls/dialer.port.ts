import type { CallContact } from './call-contact.ts';
import type { CallPlan } from './call-plan.ts';
import type { JobDetail, JobResult } from './call-results.ts';
import type { DialerTrouble } from './dialer-trouble.ts';
import type { GroupState } from './group-states.ts';
import type { JobState } from './job-states.ts';
import type { KeptRecording, RecordingStore } from './recording-store.port.ts';

export const DIALER_NAMES = ['aliyun-outbound'] as const;
export type DialerName = (typeof DIALER_NAMES)[number];

/** What a dialer can bear. */
export interface DialerLimits {
  /** Calls a second of this process. */
  readonly calls_per_second: number;
  /** People in one `assign`. */
  readonly contacts_per_batch: number;
  /** Lines on a page of results. */
  readonly results_per_page: number;
  /** How long after a lost answer the dialer may still be carrying the request out, in milliseconds. */
  readonly settle_ms: number;
}

/** The answer to a question. Asking changes nothing, so a refused one may be asked again. */
export type Answered<T> =
  { readonly state: 'ok'; readonly value: T } | { readonly state: 'refused'; readonly trouble: DialerTrouble };

/**
 * What came of a request that changes something:
 * `done`    the dialer says so;
 * `refused` it was not carried out; the trouble's kind says whether another try makes sense;
 * `unknown` no readable answer came after the request may have arrived: it was carried out or not. Never again before it
 *           was looked up.
 */
export type Deed<T> = Answered<T> | { readonly state: 'unknown'; readonly trouble: DialerTrouble };

export interface DialerGroup {
  readonly group_id: string;
  readonly name: string;
  readonly state: GroupState;
}

/** How far a group is. The numbers are the dialer's own; null where it does not tell. */
export interface GroupProgress extends DialerGroup {
  readonly total: number | null;
  readonly completed: number | null;
  readonly scheduling: number | null;
  readonly executing: number | null;
  readonly paused: number | null;
  readonly failed: number | null;
  readonly cancelled: number | null;
}

/** A batch whose fate is asked for: the people, and when the request ended or was given up. */
export interface SentBatch {
  readonly contacts: readonly Pick<CallContact, 'reference_id'>[];
  readonly ended_at: Date;
}

/**
 * What the dialer has of a batch:
 * `settled` it is certain for everybody: `assigned` will be or was called, only `absent` may be assigned again;
 * `unknown` it cannot be said yet (too early, a page could not be read, the list would not stand still): ask again later,
 *           and after some tries ask a person. Those in `assigned` are certain even so.
 */
export interface BatchLookUp {
  readonly state: 'settled' | 'unknown';
  readonly assigned: readonly { readonly reference_id: string; readonly job_ids: readonly string[] }[];
  readonly absent: readonly string[];
  readonly trouble: DialerTrouble | null;
}

export interface SweepOptions {
  /** Only jobs in this state. */
  readonly state?: Exclude<JobState, 'unknown'>;
  /** Lines on a page; the dialer's limit by default. */
  readonly page_size?: number;
  readonly signal?: AbortSignal;
}

/** A page that could not be read, by its number. */
export interface FailedPage {
  readonly page: number;
  readonly trouble: DialerTrouble;
}

/** How reading a list went. */
export interface Sweep {
  /** Jobs handed over, each once. */
  readonly seen: number;
  /** Jobs the dialer counts, by its latest page; null when no page could be read. */
  readonly expected: number | null;
  readonly pages_read: number;
  readonly failed_pages: readonly FailedPage[];
  /** Lines that could not be read as a job, with what could be read of their id. */
  readonly unreadable: readonly string[];
  /** Every page was read and as many jobs were seen as are counted. Otherwise the next sweep brings the rest. */
  readonly complete: boolean;
}

/** Jobs in full. `failed` names those a call could not bring; the others are there all the same. */
export interface JobsRead {
  readonly jobs: readonly JobDetail[];
  /** Asked for and not known to the dialer. */
  readonly missing: readonly string[];
  readonly failed: readonly { readonly job_ids: readonly string[]; readonly trouble: DialerTrouble }[];
}

export interface RecordingLink {
  /** Whoever has it may listen: it stays out of logs and is not stored. */
  readonly url: string;
  readonly file_name: string;
  /** When the link stops working, as far as it says. */
  readonly expires_at: Date | null;
}

/** Which jobs are meant: all of a group, some of a group by our own ids, or some by the dialer's. */
export type JobSelection =
  | { readonly group_id: string }
  | { readonly group_id: string; readonly reference_ids: readonly string[] }
  | { readonly job_ids: readonly string[] };

/**
 * A service that calls people with a robot, seen from the room of calls. Nothing is thrown for what the dialer or the
 * network does; adapters keep no state that must survive. Questions are tried again by the adapter itself (network: three
 * times in all, throttling: with growing, jittered pauses); what dials is sent again only when it certainly did not arrive.
 *
 * **Nobody is called twice.** The dialer takes a batch as often as it is sent. So: store the batch before it is sent; send it;
 * when the answer is `unknown`, `lookUpBatch` until it is `settled`; then assign the `absent` ones alone. A group whose
 * creation is `unknown` is looked up by its name, which is unique for that.
 *
 * Proved by `tests/conformance/dialer`.
 */
export interface DialerPort {
  readonly name: DialerName;
  readonly limits: DialerLimits;
  createGroup(plan: CallPlan, signal?: AbortSignal): Promise<Deed<DialerGroup>>;
  /** The group of that name; null when there is none (a creation that is still under way may come later: `settle_ms`). */
  findGroup(name: string, signal?: AbortSignal): Promise<Answered<DialerGroup | null>>;
  /** Cuts people into batches that fit into one call each, by number and by size, in order. Pure. */
  cutBatches(contacts: readonly CallContact[]): CallContact[][];
  /** Hands one batch over; it is dialled as the group's plan says. Refused without a call when it holds an id twice. */
  assign(
    group_id: string,
    batch: readonly CallContact[],
    signal?: AbortSignal,
  ): Promise<Deed<{ readonly count: number }>>;
  /** Looks up which people of a batch the dialer has, by reference id. */
  lookUpBatch(group_id: string, sent: SentBatch, signal?: AbortSignal): Promise<BatchLookUp>;
  /**
   * Reads the results of a group page by page and hands each page's new lines over; what `take` throws ends the sweep.
   * Pages may shift and their number may change meanwhile: a job comes once. A page that fails is named and the rest
   * carried on, unless the trouble concerns every page.
   */
  readResults(
    group_id: string,
    take: (jobs: readonly JobResult[]) => Promise<void>,
    options?: SweepOptions,
  ): Promise<Sweep>;
  /** Jobs with their dials and conversations; any number, asked in calls of the dialer's size. */
  readJobs(job_ids: readonly string[], signal?: AbortSignal): Promise<JobsRead>;
  recordingLink(task_id: string, signal?: AbortSignal): Promise<Answered<RecordingLink>>;
  /** Downloads a recording into the store; a link that expired meanwhile is asked for once more. */
  keepRecording(task_id: string, store: RecordingStore, signal?: AbortSignal): Promise<Answered<KeptRecording>>;
  /** May be repeated: a job that is paused stays so. */
  suspend(selection: JobSelection, signal?: AbortSignal): Promise<Deed<null>>;
  resume(selection: JobSelection, signal?: AbortSignal): Promise<Deed<null>>;
  /** For good. A call that is on the line is not cut off. */
  cancel(selection: JobSelection, signal?: AbortSignal): Promise<Deed<null>>;
  progress(group_id: string, signal?: AbortSignal): Promise<Answered<GroupProgress>>;
}

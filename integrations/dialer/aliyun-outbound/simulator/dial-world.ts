import { DIAL_STATE_TABLE } from '../../../../domain/calls/dial-states.ts';
import { seededRandom, type Random } from '../../../../kernel/random.ts';
import { TASK_STATUS } from '../wire-words.ts';
import { afterDial } from './after-dial.ts';
import { anyScenario, callOf, type Scenario } from './scenarios.ts';
import type { JobStatus, SimContact, SimGroup, SimJob, SimTask } from './sim-job.ts';
import { nextDialTime } from './strategy.ts';
import { TimeQueue } from './time-queue.ts';

/** A dial that made a phone ring. */
export interface DialEntry {
  readonly at: string;
  readonly phone: string;
  readonly reference_id: string;
  readonly job_id: string;
  readonly task_id: string;
  readonly status: string;
}

export interface WorldSettings {
  readonly seed: number;
  /** Lines of the whole account: so many calls at once. */
  readonly lines: number;
}

const RING_MS = 4000;
const TURN_MS = 3500;

/** The telephone network: jobs and the time at which each of them moves. Nothing happens but in `catchUp`. */
export class DialWorld {
  readonly groups = new Map<string, SimGroup>();
  readonly jobs = new Map<string, SimJob>();
  readonly tasks = new Map<string, SimJob>();
  readonly dials: DialEntry[] = [];
  /** What happens to a number; others get something of the common mix. */
  readonly scenarios = new Map<string, Scenario>();
  readonly #seed: number;
  readonly #ends = new TimeQueue<{ job: SimJob; task: SimTask }>();
  #lines: number;
  #busy = 0;
  #now = 0;
  #changes = 0;
  #ids = 0;

  constructor({ seed, lines }: WorldSettings) {
    this.#seed = seed;
    this.#lines = lines;
  }

  set lines(lines: number) {
    this.#lines = lines;
  }

  /** Moves everything on to a moment, event by event in order. */
  catchUp(now: number): void {
    for (;;) {
      const end = this.#ends.first;
      const start = this.#nextStart();
      const at = Math.min(end?.at ?? Infinity, start?.at ?? Infinity);
      if (at > now) break;
      this.#now = Math.max(this.#now, at);
      if (end && end.at === at) this.#endDial(this.#ends.take()!);
      else if (start) this.#startDial(start.group, start.possible);
    }
    this.#now = Math.max(this.#now, now);
  }

  get now(): number {
    return this.#now;
  }

  /** An id as the vendor's look: the same for the same seed and order. */
  nextId(): string {
    this.#ids += 1;
    const hex = seededRandom(this.#seed * 1_000_003 + this.#ids)
      .bytes(16)
      .toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  addJob(group: SimGroup, contact: SimContact, extras: SimJob['extras']): SimJob {
    const scenario = this.scenarios.get(contact.phone) ?? anyScenario(this.#chance(contact.phone, 0));
    const id = this.nextId();
    const drafted = group.scriptId === '' || scenario.drafted === true;
    const status: JobStatus = drafted ? 'Drafted' : group.held === 'Paused' ? 'Paused' : 'Scheduling';
    const number = group.jobs.length;
    const job: SimJob = {
      id,
      group,
      number,
      contact,
      extras,
      scenario,
      status,
      failure: '',
      next: this.#now,
      tasks: [],
      wish: null,
      changed: (this.#changes += 1),
    };
    group.counts[status] += 1;
    group.order = null;
    group.jobs.push(job);
    this.jobs.set(id, job);
    if (status === 'Scheduling') group.waiting.add(job.next, job);
    return job;
  }

  setStatus(job: SimJob, status: JobStatus): void {
    job.group.counts[job.status] -= 1;
    job.group.counts[status] += 1;
    job.status = status;
    this.touch(job);
  }

  touch(job: SimJob): void {
    job.changed = this.#changes += 1;
    job.group.order = null;
  }

  /** Puts a job into the queue of its group. */
  schedule(job: SimJob, at: number): void {
    job.next = at;
    if (job.status !== 'Scheduling') this.setStatus(job, 'Scheduling');
    job.group.waiting.add(at, job);
  }

  /** The earliest dial that may begin, and whether the plan allows it at all. */
  #nextStart(): { at: number; group: SimGroup; possible: boolean } | null {
    if (this.#busy >= this.#lines) return null;
    let best: { at: number; group: SimGroup; possible: boolean; rank: number } | null = null;
    for (const group of this.groups.values()) {
      const job = group.held ? undefined : firstWaiting(group);
      if (!job) continue;
      const ready = Math.max(job.next, this.#now);
      const allowed = nextDialTime(group.strategy, ready);
      const at = allowed ?? Math.max(ready, group.strategy.endTime ?? ready);
      const rank = (group.counts.Executing < group.guaranteed ? 0 : 2) + (group.urgent ? 0 : 1);
      if (!best || at < best.at || (at === best.at && rank < best.rank))
        best = { at, group, possible: allowed !== null, rank };
    }
    return best;
  }

  #startDial(group: SimGroup, possible: boolean): void {
    const job = group.waiting.take()!;
    if (!possible) {
      job.failure = job.tasks.length === 0 ? 'TimeUp' : job.failure || 'NoAnswer';
      this.setStatus(job, 'Failed');
      return;
    }
    const task = this.#dial(job);
    job.tasks.push(task);
    this.tasks.set(task.id, job);
    this.#busy += 1;
    this.setStatus(job, 'Executing');
    this.#ends.add(task.ends, { job, task });
    if (!DIAL_STATE_TABLE[TASK_STATUS[task.becomes][1]].dialled) return;
    const { phone, referenceId: reference_id } = job.contact;
    const at = new Date(task.started).toISOString();
    this.dials.push({ at, phone, reference_id, job_id: job.id, task_id: task.id, status: task.becomes });
  }

  #dial({ group, contact, scenario, tasks }: SimJob): SimTask {
    const random = this.#chance(contact.phone, tasks.length + 1);
    const dial = scenario.dials[Math.min(tasks.length, scenario.dials.length - 1)]!;
    const call = callOf(dial, random);
    const rings = DIAL_STATE_TABLE[TASK_STATUS[dial.status][1]].dialled;
    const ring = !rings ? 0 : dial.status === 'NoAnswer' && !dial.rejected ? group.ringing * 1000 : RING_MS;
    const talk = (call?.turns.length ?? 0) * TURN_MS + (call ? 1000 * random.int(0, 4) : 0);
    const answered = this.#now + ring;
    return {
      id: this.nextId(),
      status: 'Executing',
      becomes: dial.status,
      callingNumber: group.callingNumbers[random.int(0, Math.max(1, group.callingNumbers.length))] ?? '057100000000',
      planned: this.#now,
      started: this.#now,
      answered,
      ends: answered + Math.max(talk, 1000),
      call,
      rejected: dial.rejected === true,
    };
  }

  #endDial({ job, task }: { job: SimJob; task: SimTask }): void {
    this.#busy -= 1;
    task.status = task.becomes;
    const next = afterDial(job, task);
    if (next.failure) job.failure = next.failure;
    const wish = job.wish;
    job.wish = null;
    if (next.status !== 'Scheduling') this.setStatus(job, next.status);
    else if (wish === 'cancel') this.setStatus(job, 'Cancelled');
    else if (wish === 'pause') this.setStatus(job, 'Paused');
    else this.schedule(job, next.at);
  }

  /** Chance of its own for each number and dial, so that nothing depends on the order of calls. */
  #chance(phone: string, dial: number): Random {
    let mixed = this.#seed;
    for (const sign of phone) mixed = (Math.imul(mixed, 31) + sign.codePointAt(0)!) | 0;
    return seededRandom(Math.imul(mixed, 17) + dial);
  }
}

/** The first job that still waits; those paused or cancelled meanwhile, or queued anew, fall out. */
function firstWaiting(group: SimGroup): SimJob | undefined {
  for (let first = group.waiting.first; first; first = group.waiting.first) {
    if (first.item.status === 'Scheduling' && first.item.next === first.at) return first.item;
    group.waiting.take();
  }
  return undefined;
}

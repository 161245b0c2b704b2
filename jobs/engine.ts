import type { EntityManager } from '@mikro-orm/postgresql';
import { PgBoss, type ConstructorOptions, type JobWithMetadata } from 'pg-boss';
import type { Clock } from '../kernel/clock.ts';
import { toAppError, type AppError } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { announceJob } from './announce-job.ts';
import { jobError } from './errors.ts';
import { JobWorkers } from './job-workers.ts';
import type { JobDefinition } from './job.ts';
import { bossDbOf } from './pg-boss-db.ts';
import type { EnqueueOptions, JobQueue } from './queue.ts';
import type { SignalDefinition } from './signal.ts';
import { WakeAfterCommit } from './wake-after-commit.ts';

/** Where jobs go that failed for good; a person can look at them and send them back. */
export const DEAD_QUEUE = 'dead-letter';

export interface JobContext {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the job ran out of its time or the process drains. */
  readonly signal: AbortSignal;
}

export type JobHandler<P> = (payload: P, context: JobContext) => Promise<void>;

interface Registration {
  readonly job: JobDefinition;
  readonly handler: JobHandler<unknown>;
}

export interface JobEngineOptions {
  readonly url: string;
  /** PGlite shares one session among all connections, so it has no LISTEN of its own; the wake-up stays in-process. */
  readonly embedded: boolean;
  readonly poolSize: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Every job that may be enqueued or worked on: their queues are created at start. */
  readonly jobs: readonly JobDefinition<unknown>[];
  /** Told after each try, for metrics. */
  readonly onSettled?: (job: string, outcome: 'completed' | 'retry' | 'dead', seconds: number) => void;
}

const HEARTBEAT_SECONDS = 10;
/** How a worker looks for jobs while nobody wakes it. */
const LOOKING = { batchSize: 1, perJobResults: true, includeMetadata: true, pollingIntervalSeconds: 2 } as const;
/** Where `drain` keeps jobs that are not due by the injected clock while it runs. */
const FAR = "interval '1000 years'";

/**
 * Durable jobs in PostgreSQL (pg-boss). A job whose worker was killed is found by its missing heartbeat and given to
 * another worker within 30 seconds. Only transient failures are tried again; anything else goes to the dead letters at
 * once, because trying again would fail the same way.
 */
export class JobEngine implements JobQueue {
  readonly boss: PgBoss;
  readonly wakeUp: WakeAfterCommit;
  readonly #options: JobEngineOptions;
  readonly #handlers = new Map<string, Registration>();
  readonly #workers = new Map<string, JobWorkers>();
  #stopping = new AbortController();

  constructor(options: JobEngineOptions) {
    this.#options = options;
    this.boss = new PgBoss(bossOptions(options));
    this.boss.on('error', (error) => options.logger.warn({ error }, 'The job engine had a fault; it goes on'));
    this.wakeUp = new WakeAfterCommit((name, jobs) => this.#workers.get(name)?.wake(jobs));
  }

  /** Names who carries a job out. Call before `work`. */
  handle<P>(job: JobDefinition<P>, handler: JobHandler<P>): void {
    this.#handlers.set(job.name, { job, handler: handler as JobHandler<unknown> } as Registration);
  }

  async enqueue<P>(
    em: EntityManager,
    job: JobDefinition<P>,
    payload: P,
    options: EnqueueOptions = {},
  ): Promise<string | null> {
    const fitting = fittingPayload(job, payload);
    // Rows the caller changed must be in the transaction before the job that reads them.
    await em.flush();
    const id = await this.boss.send(job.name, fitting as object, {
      id: newId(),
      db: bossDbOf(em),
      ...(options.runAt ? { startAfter: options.runAt } : {}),
      ...(options.singletonKey ? { singletonKey: options.singletonKey } : {}),
      ...(options.priority ? { priority: options.priority } : {}),
    });
    if (!id || options.runAt) return id;
    this.wakeUp.noteJob(em, job.name);
    if (!this.#options.embedded && !this.#workers.has(job.name)) await announceJob(em, job.name);
    return id;
  }

  async tell<P>(
    em: EntityManager,
    signal: SignalDefinition<P>,
    payload: P,
    options: EnqueueOptions = {},
  ): Promise<number> {
    let added = 0;
    for (const job of this.#options.jobs) {
      if (!job.hears.some(({ name }) => name === signal.name)) continue;
      const id = await this.enqueue(em, job, payload, options);
      if (id) added += 1;
    }
    return added;
  }

  /** Creates the job tables and queues. Safe to call from several processes at once. */
  async start(): Promise<void> {
    await this.boss.start();
    await this.boss.createQueue(DEAD_QUEUE, { retentionSeconds: 90 * 86_400 });
    for (const job of this.#options.jobs) {
      const settings = {
        retryLimit: job.retries,
        retryDelay: job.retryDelay,
        ...(job.steady ? { retryBackoff: false } : { retryBackoff: true, retryDelayMax: job.retryDelayMax }),
        expireInSeconds: job.expireIn,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        notify: false,
      };
      const policy = job.onePerKey ? 'short' : 'standard';
      await this.boss.createQueue(job.name, { ...settings, policy, deadLetter: DEAD_QUEUE });
      await this.boss.updateQueue(job.name, settings);
    }
    for (const name of [DEAD_QUEUE, ...this.#options.jobs.map((job) => job.name)]) await this.#learnQueue(name);
  }

  /**
   * pg-boss looks a queue up on a connection of its own at the first use. Inside somebody's transaction that would wait
   * for ever on PGlite, which serves one transaction at a time: so every queue is used once here.
   */
  async #learnQueue(name: string): Promise<void> {
    await this.boss.findJobs(name, { id: newId() });
  }

  /** Starts carrying out jobs in this process. */
  async work(): Promise<void> {
    this.#stopping = new AbortController();
    for (const { job } of this.#handlers.values()) {
      const workers = new JobWorkers((id) => this.boss.notifyWorker(id));
      for (let n = 0; n < job.concurrency; n += 1)
        await workers.add(
          async (batch: JobWithMetadata<unknown>[]) => await Promise.all(batch.map((one) => this.#settle(one))),
          // A retry falls due without a word, so the pause between two looks bounds how late it begins.
          async (carryOut) => await this.boss.work(job.name, LOOKING, carryOut),
        );
      this.#workers.set(job.name, workers);
    }
  }

  /** Takes no new job, lets the running ones end within the time given, then lets go. */
  async stop(graceMs: number): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(), Math.max(0, graceMs - 500));
    // The workers are told first: `boss.stop` does other things before, and one of them could take a last job meanwhile.
    this.#workers.clear();
    await Promise.all([...this.#handlers.keys()].map((name) => this.boss.offWork(name, { wait: false })));
    await this.boss.stop({ graceful: true, timeout: graceMs, close: true });
    clearTimeout(timer);
  }

  /**
   * Carries out what is due now, one job after the other, until nothing is left: for tests and scripts, instead of
   * workers. `at` is the time by the injected clock, which the database's own clock does not know.
   * @returns how many jobs ran
   */
  async drain(at: Date): Promise<number> {
    let ran = 0;
    try {
      for (let found = true; found;) {
        found = false;
        await this.#makeDue(at);
        let due = await this.#dueQueues();
        for (const { job } of this.#handlers.values()) {
          if (!due.has(job.name)) continue;
          const batch = await this.boss.fetch<unknown>(job.name, { batchSize: 20, includeMetadata: true });
          for (const one of batch.toSorted(byPriority)) {
            const result = await this.#settle(one);
            ran += 1;
            found = true;
            if (result.status === 'completed') await this.boss.complete(job.name, one.id);
            else await this.#fail(one, result);
          }
          // What these jobs enqueued for a queue that is still to come runs in this round.
          due = await this.#dueQueues();
        }
      }
    } finally {
      await this.#run(
        `update pgboss.job set start_after = start_after - ${FAR} where start_after > '2500-01-01' and state = 'created'`,
      );
    }
    return ran;
  }

  /**
   * Makes the database's clock agree with `at`: what is due by it may run now, what was put off to a later moment may
   * not, even when that moment is past by the database's clock. Jobs that were not put off carry equal moments.
   */
  async #makeDue(at: Date): Promise<void> {
    await this.#run(
      `update pgboss.job set start_after = created_on
       where state in ('created', 'retry') and (start_after <= $1 or state = 'retry') and start_after <= '2500-01-01'`,
      [at],
    );
    await this.#run(
      `update pgboss.job set start_after = start_after + ${FAR}
       where state = 'created' and start_after > $1 and start_after <> created_on and start_after <= '2500-01-01'`,
      [at],
    );
  }

  /** Queues with something to do: one statement, where asking each of them would be a hundred. */
  async #dueQueues(): Promise<ReadonlySet<string>> {
    const { rows } = await this.boss
      .getDb()
      .executeSql(
        "select distinct name from pgboss.job where state in ('created', 'retry') and start_after <= now()",
        [],
      );
    return new Set(rows.map(({ name }: { name: string }) => name));
  }

  async #run(text: string, values: unknown[] = []): Promise<void> {
    await this.boss.getDb().executeSql(text, values);
  }

  async #settle(
    one: JobWithMetadata<unknown>,
  ): Promise<{ id: string; status: 'completed' | 'failed' | 'deadletter'; output?: object }> {
    const registration = this.#handlers.get(one.name);
    const started = performance.now();
    const settled = (outcome: 'completed' | 'retry' | 'dead') =>
      this.#options.onSettled?.(one.name, outcome, (performance.now() - started) / 1000);
    try {
      if (!registration) throw jobError('jobs.bad_payload', { details: { job: one.name, problems: 'no handler' } });
      const payload = fittingPayload(registration.job, one.data);
      const signal = AbortSignal.any([one.signal ?? this.#stopping.signal, this.#stopping.signal]);
      await registration.handler(payload, { jobId: one.id, attempt: one.retryCount + 1, signal });
      settled('completed');
      return { id: one.id, status: 'completed' };
    } catch (thrown) {
      const error = toAppError(thrown);
      // A job that was told to stop has not failed: it goes on in the next process.
      const passing = error.kind === 'transient' || this.#stopping.signal.aborted;
      const again = passing && one.retryCount < one.retryLimit;
      settled(again ? 'retry' : 'dead');
      this.#options.logger.warn(
        { job: one.name, jobId: one.id, attempt: one.retryCount + 1, code: error.code, error: thrown },
        again ? 'A job failed and will be tried again' : 'A job failed for good',
      );
      return { id: one.id, status: passing ? 'failed' : 'deadletter', output: outputOf(error) };
    }
  }

  /** What pg-boss does itself for its workers, for `drain`: a permanent failure uses up the retries. */
  async #fail(one: JobWithMetadata<unknown>, result: { status: string; output?: object }): Promise<void> {
    if (result.status === 'deadletter') {
      await this.#run('update pgboss.job set retry_limit = retry_count where name = $1 and id = $2', [
        one.name,
        one.id,
      ]);
    }
    await this.boss.fail(one.name, one.id, result.output ?? null);
  }
}

function byPriority(a: JobWithMetadata<unknown>, b: JobWithMetadata<unknown>): number {
  return b.priority - a.priority || a.createdOn.getTime() - b.createdOn.getTime() || (a.id < b.id ? -1 : 1);
}

/** @throws AppError `jobs.bad_payload` */
function fittingPayload<P>(job: JobDefinition<P>, payload: unknown): P {
  const parsed = job.payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw jobError('jobs.bad_payload', { details: { job: job.name, problems: parsed.error.message } });
}

/** What is kept of a failure for the person who looks at the dead letters; of a bug also its own words. */
function outputOf(error: AppError): object {
  const { code, kind, message, cause } = error;
  return { code, kind, message, ...(cause instanceof Error ? { cause: `${cause.name}: ${cause.message}` } : {}) };
}

function bossOptions(options: JobEngineOptions): ConstructorOptions {
  return {
    connectionString: options.url,
    max: options.poolSize,
    application_name: 'xiaoshu-jobs',
    backend: options.embedded ? 'pglite' : 'postgres',
    useListenNotify: !options.embedded,
    schedule: false,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    queueCacheIntervalSeconds: 30,
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { JobDefinition } from './job.ts';
import type { SignalDefinition } from './signal.ts';

export interface EnqueueOptions {
  /** Not before this moment. */
  readonly runAt?: Date;
  /** While a job of this name and key waits, another one is not added. */
  readonly singletonKey?: string;
  /** Higher goes first; 0 by default. */
  readonly priority?: number;
}

/** The half of the job engine that business code gets: put a job into the caller's transaction. */
export interface JobQueue {
  /**
   * Adds a job in the unit of work's transaction: it exists exactly when the change does.
   * @returns the job's id, or null when one with the same singleton key already waits
   * @throws AppError `jobs.bad_payload`
   */
  enqueue<P>(em: EntityManager, job: JobDefinition<P>, payload: P, options?: EnqueueOptions): Promise<string | null>;
  /**
   * Tells a signal in the unit of work's transaction: one job is added for each job that hears it.
   * @returns how many jobs were added
   * @throws AppError `jobs.bad_payload`
   */
  tell<P>(em: EntityManager, signal: SignalDefinition<P>, payload: P, options?: EnqueueOptions): Promise<number>;
}

import type { z } from 'zod';
import type { SignalDefinition } from './signal.ts';

/** How a job is carried out: what it carries, how often it is tried again and for how long it may run. */
export interface JobDefinition<Payload = unknown> {
  /** `verb-noun`, unique in the service; also the name of its queue. */
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** Tries after the first one, for transient failures only. */
  readonly retries: number;
  /** Seconds before the first retry; doubles each time up to `retryDelayMax`. */
  readonly retryDelay: number;
  readonly retryDelayMax: number;
  /** The pause before each retry is exactly `retryDelay`: it neither doubles nor varies. */
  readonly steady: boolean;
  /** Seconds one try may take. */
  readonly expireIn: number;
  /** Jobs of this kind that one process runs at the same time. */
  readonly concurrency: number;
  /** Every enqueue names a singleton key, and at most one job of a key waits. */
  readonly onePerKey: boolean;
  /** Signals that add this job; their payload is the job's. */
  readonly hears: readonly SignalDefinition<Payload>[];
}

type JobSettings<Payload> = Pick<JobDefinition<Payload>, 'name' | 'payload'> & Partial<JobDefinition<Payload>>;

/** Declares a job with the house's defaults: five retries from 2 s to 5 min, 10 min to run, two at a time. */
export function defineJob<Payload>(settings: JobSettings<Payload>): JobDefinition<Payload> {
  return {
    retries: 5,
    retryDelay: 2,
    retryDelayMax: 300,
    steady: false,
    expireIn: 600,
    concurrency: 2,
    onePerKey: false,
    hears: [],
    ...settings,
  };
}

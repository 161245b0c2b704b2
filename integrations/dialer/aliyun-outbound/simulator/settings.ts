import { z } from 'zod';

/** How the simulated vendor behaves; may be changed while it runs. */
export const SimulatorSettings = z.strictObject({
  /** Every n-th call is refused with Throttling.User; 0: none. */
  throttle_every: z.int().min(0).default(0),
  /** How long after a dial its conversation can be read, in milliseconds. */
  conversation_lag_ms: z.int().min(0).default(0),
  /** How long a link to a recording is good. */
  link_ttl_ms: z.int().min(0).default(600_000),
  /** How long each answer takes, in real milliseconds. */
  latency_ms: z.int().min(0).max(60_000).default(0),
  /** How far the vendor's clock is ahead of the injected one. */
  skew_ms: z.int().default(0),
  /** Calls at once of the whole account. */
  lines: z.int().min(0).max(100_000).default(10),
});
export type SimulatorSettings = z.infer<typeof SimulatorSettings>;

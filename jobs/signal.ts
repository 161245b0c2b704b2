import type { z } from 'zod';

/**
 * Something that happened and must not be lost for the rooms that act on it: «a lead became grade A», «a stage changed».
 * Telling it adds one job for each job that hears it, in the teller's transaction. The teller knows no hearer.
 * (An event of the bus, by contrast, may be lost and only refreshes what people look at.)
 */
export interface SignalDefinition<Payload = unknown> {
  /** `room.what_happened`, past tense. */
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
}

/** Declares a signal; rooms keep theirs in `signals.ts`. */
export function defineSignal<Payload>(signal: SignalDefinition<Payload>): SignalDefinition<Payload> {
  return signal;
}

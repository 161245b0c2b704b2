import type { z } from 'zod';
import type { ChannelScope } from '../../messaging/messaging-scope.ts';

/** Something a node wants done, as data: stored with the decision, shown by a simulation, carried out by its kind. */
export interface Effect {
  /** Name of an effect kind in the registry. */
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** For whom and on what occasion an effect is carried out. */
export interface EffectOccasion {
  readonly instanceId: string;
  readonly nodeId: string;
  /** The same key, the same deed: built of instance, node and place in the list. */
  readonly key: string;
}

/** How a kind of effect is carried out: one call of a room's verb, in the transaction that stores the decision. */
export interface EffectKind<Payload = unknown> {
  readonly kind: string;
  /** What it does, in Chinese, for a simulation's report. */
  readonly title: string;
  readonly payload: z.ZodType<Payload>;
  readonly apply: (tx: ChannelScope, payload: Payload, occasion: EffectOccasion) => Promise<void>;
}

/** Declares an effect kind; a node builds one with `effectOf(kind, payload)`. */
export function defineEffect<Payload>(kind: EffectKind<Payload>): EffectKind<Payload> {
  return kind;
}

/** An effect of a kind, with a payload of its shape. */
export function effectOf<Payload extends Record<string, unknown>>(kind: EffectKind<Payload>, payload: Payload): Effect {
  return { kind: kind.kind, payload };
}

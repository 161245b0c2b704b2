import type { z } from 'zod';
import type { Channels } from '../../messaging/messaging-scope.ts';
import type { Scope } from '../../scope.ts';

/** The transaction that stores a decision. */
export type EffectScope = Scope & { readonly channels: Channels };

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
  /** Shape of its payload; without its type here, so that kinds of all payloads stand in one list. */
  readonly payload: z.ZodType;
  /**
   * Nothing leaves the house by it, and no node that comes later in the flow reads what it writes: it may be written together with
   * the steps after it.
   */
  readonly quiet?: true;
  readonly apply: (tx: EffectScope, payload: Payload, occasion: EffectOccasion) => Promise<void>;
}

/** Declares an effect kind; a node builds one with `effectOf(kind, payload)`. */
export function defineEffect<Payload>(
  kind: EffectKind<Payload> & { readonly payload: z.ZodType<Payload> },
): EffectKind<Payload> {
  return kind;
}

/** An effect of a kind, with a payload of its shape. */
export function effectOf<Payload extends Record<string, unknown>>(
  kind: EffectKind<Payload>,
  payload: NoInfer<Payload>,
): Effect {
  return { kind: kind.kind, payload };
}

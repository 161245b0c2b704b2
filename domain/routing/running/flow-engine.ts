import type { Logger } from '../../../kernel/logger.ts';
import type { Random } from '../../../kernel/random.ts';
import type { AssistantPort } from '../../assistant.port.ts';
import type { FlowPlan } from '../definitions/flow-plan.ts';
import type { EffectKind, EffectScope } from '../effects/effect.ts';
import type { NodeType } from '../nodes/node.ts';

/** How a step ended for the one who walks: by a way, or here for now. */
export type StepEnd = { readonly way: string } | { readonly way: null };

/**
 * Walks a flow from a node on: takes the step of each node and follows the way it names, until a step ends without one.
 * `graphs/flow` compiles a plan to a graph and walks that.
 */
export type FlowWalk = (plan: FlowPlan, from: string, step: (nodeId: string) => Promise<StepEnd>) => Promise<void>;

/** What flows run with. */
export interface FlowEngine {
  /** A fresh unit of work each time it is asked. */
  readonly scope: () => EffectScope;
  readonly assistant: AssistantPort;
  readonly random: Random;
  readonly walk: FlowWalk;
  readonly nodes: readonly NodeType[];
  readonly effects: readonly EffectKind<never>[];
  readonly logger: Pick<Logger, 'warn'>;
  /** How long a node may look things up, in milliseconds. */
  readonly readLimitMs: number;
}

/** How long a node may look things up: a language model answers within it or does not. */
export const READ_LIMIT_MS = 30_000;
/** How long a silent process keeps an instance: longer than a step may take. Fencing does not rest on it, only patience. */
export const LEASE_MS = 60_000;
/** Failures of a passing kind before an instance is given up. */
export const MAX_ATTEMPTS = 5;
/** Steps of one instance; a definition has no circles, so only waking again and again comes near it. */
export const MAX_STEPS = 500;

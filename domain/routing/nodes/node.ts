import type { z } from 'zod';
import type { EntityManager } from '../../../db/orm.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Random } from '../../../kernel/random.ts';
import type { AssistantPort } from '../../assistant.port.ts';
import type { StaffStateName } from '../../../kernel/contracts/messaging-people.ts';
import type { NodeCause } from '../../../kernel/contracts/routing.ts';
import type { Effect } from '../effects/effect.ts';
import type { FlowState, StateChanges } from '../flow-state.ts';

/** The node types of the spec (3.1), and the after-sales link check (its node 2.5). */
export const NODE_TYPES = [
  'TRIGGER_WEBHOOK',
  'MESSAGE_RECEIVE',
  'SENDER_IDENTIFY',
  'AFTER_SALES_LINK_CHECK',
  'CONDITION_BRANCH',
  'OPERATION_TRACK',
  'USER_RESPONSE_DETECT',
  'NO_RESPONSE_NOTIFY',
  'CONFLICT_DETECT',
  'STAFF_ACTIVITY_RECORD',
  'STAFF_INTERVENTION_DETECT',
  'INTERVENTION_NOTIFY',
  'AFTER_SALES_IDENTIFY',
  'AFTER_SALES_TASK_CREATE',
  'AFTER_SALES_RESPONSE_DETECT',
  'AFTER_SALES_NO_RESPONSE_NOTIFY',
  'AFTER_SALES_TASK_TRACK',
  'INTENT_RECOGNIZE',
  'ALERT_JUDGE',
  'AI_REPLY_DECISION',
  'AI_REPLY_GENERATE',
  'REPLY_QUALITY_CHECK',
  'DELAY_CONTROL',
  'ROBOT_COMMAND_SEND',
  'ASYNC_RESULT_CHECK',
  'SESSION_UPDATE',
  'CONTEXT_UPDATE',
  'ANALYSIS_TRIGGER',
] as const;
export type NodeTypeName = (typeof NODE_TYPES)[number];

/** With what a node looks things up. It writes nothing: a simulation reads with the same scope. */
export interface ReadScope {
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly assistant: AssistantPort;
  readonly signal: AbortSignal;
  /** In a simulation: what counts in the place of what is stored. A node that reads such a fact asks here first. */
  readonly assume?: Assumptions;
}

/** What a simulation takes for given. */
export interface Assumptions {
  /** A conversation that is described instead of named. */
  readonly conversation?: NonNullable<FlowState['conversation']>;
  readonly sender?: NonNullable<FlowState['sender']>;
  /** How every colleague stands. */
  readonly staff_state?: StaffStateName;
  /** Robots that cannot speak: `reply` the one whose shift it is, `all` every one. */
  readonly robots_down?: 'none' | 'reply' | 'all';
}

/** What a node decides about, beside its facts and settings. */
export interface NodeMoment {
  readonly now: Date;
  readonly random: Random;
  /** Why the node runs: the flow came here, or what it waited for happened, or its time is up. */
  readonly cause: NodeCause;
  /** The node's own name in the definition; two nodes may be of one type. */
  readonly nodeId: string;
  readonly instanceId: string;
  /** When the flow first came to this node. */
  readonly since: Date;
}

/** What a node made of a message. */
export interface Decision {
  /** Name of the way out; one of the node's `ways`. `undefined` with `wait`. */
  readonly way?: string;
  /** One sentence in Chinese for the colleague who asks why. */
  readonly reason: string;
  /** Figures and names behind the reason; masked, no long texts. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly changes?: StateChanges;
  /** What is to be done, in this order, in the transaction that stores this decision. */
  readonly effects?: readonly Effect[];
  /** Stay here: run again when told so, at the latest at that time. */
  readonly wait?: { readonly until: Date; readonly on?: WaitKey };
}

/** What may wake a waiting instance before its time: «this command settled», «this conversation heard something». */
export type WaitKey = `command:${string}` | `conversation:${string}` | `task:${string}`;

/**
 * A kind of node. `read` gathers facts (rows, the assistant's judgement) outside of any transaction and changes nothing;
 * `decide` is pure: same facts, settings, moment and dice, same decision. So that a simulation and a replay run the very
 * code that runs in earnest, a node never acts: what it wants done it returns as effects.
 */
export interface NodeType<Config = unknown, Facts = unknown> {
  readonly type: NodeTypeName;
  /** The spec's word for it. */
  readonly title: string;
  /** What the node does and what its settings mean, for the one who draws flows. */
  readonly description: string;
  /** Every setting has a default: `{}` is a valid configuration. */
  readonly config: z.ZodType<Config>;
  /** Names of the ways out with these settings, with what each means; empty for a node that ends the flow. */
  readonly ways: (config: Config) => Readonly<Record<string, string>>;
  /** It may wait; the engine then notes before it looks what has happened by then. */
  readonly waits?: true;
  readonly read: (scope: ReadScope, state: FlowState, config: Config, moment: NodeMoment) => Promise<Facts>;
  readonly decide: (state: FlowState, facts: Facts, config: Config, moment: NodeMoment) => Decision;
}

/** Declares a node type and forgets its own types, for the registry. */
export function defineNode<Config, Facts>(node: NodeType<Config, Facts>): NodeType {
  return node as unknown as NodeType;
}

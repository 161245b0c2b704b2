import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import type { Agent } from '../../agents/agent.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Tool } from '../../tools/tool.ts';
import type { TurnRecorder } from './turn-recorder.ts';

export interface ModelTurn {
  readonly agent: string;
  readonly messages: BaseMessage[];
  readonly tools: readonly Tool[];
  readonly onToken: (text: string) => void;
  /** What was shown of this answer so far is withdrawn: another endpoint begins anew. */
  readonly onReset: () => void;
}

/** Calls whichever model answers: the configured endpoints in their order, at last the built-in one. */
export type CallModel = (turn: ModelTurn) => Promise<AIMessage>;

/** Names the agent for a request without asking a model; `sure` is false when two are close. */
export type RankAgents = (text: string, candidates: readonly Agent[]) => { agent: string; sure: boolean } | undefined;

/** What the nodes of one turn work with. Lives in memory only; a turn that begins again gets a new one. */
export interface TurnContext {
  readonly threadId: string;
  readonly runId: string;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly recorder: TurnRecorder;
  /** Agents this person may talk to. */
  readonly agents: readonly Agent[];
  /** Who may have proposed a card to this person: the agents, and what asks from outside the chat. */
  readonly proposers: readonly Agent[];
  /** A fresh unit of work acting as the agent for the person. */
  readonly scopeFor: (agent: string, approvalId?: string) => Scope;
  readonly toolsOf: (agent: Agent) => readonly Tool[];
  readonly callModel: CallModel;
  readonly rankAgents: RankAgents;
  /** Whether a language model is configured at all. */
  readonly hasModel: boolean;
  readonly onToolCall: (tool: string, outcome: 'done' | 'failed' | 'proposed', seconds: number) => void;
}

/** The turn a node is part of. */
export function turnOf(config: LangGraphRunnableConfig): TurnContext {
  return (config.context as { turn: TurnContext }).turn;
}

import { Annotation, MessagesAnnotation } from '@langchain/langgraph';

/** A card that waits for a person, as the graph remembers it over the pause. */
export interface WaitingCard {
  readonly approvalId: string;
  readonly toolCallId: string;
  readonly tool: string;
  /** What it would do, in the person's words, and until when it may be decided. */
  readonly summary?: string;
  readonly expiresAt?: string;
}

/** What the checkpoint keeps of a thread: the conversation as the models see it, and what is under way. */
export const AssistantState = Annotation.Root({
  ...MessagesAnnotation.spec,
  /** The agent that serves the running turn. */
  agent: Annotation<string | null>({ reducer: (_, next) => next, default: () => null }),
  /** Model calls of this turn so far: a ceiling stops a model that goes round in circles. */
  rounds: Annotation<number>({ reducer: (_, next) => next, default: () => 0 }),
  waiting: Annotation<WaitingCard[]>({ reducer: (_, next) => next, default: () => [] }),
  /** How often each record was changed by the turn's own cards so far. */
  ownDeeds: Annotation<Record<string, number>>({ reducer: (_, next) => next, default: () => ({}) }),
});

export type AssistantStateValue = typeof AssistantState.State;

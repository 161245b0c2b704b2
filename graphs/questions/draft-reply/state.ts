import { Annotation } from '@langchain/langgraph';
import type { Draft, DraftInput } from '../../../domain/assistant.port.ts';
import type { KnowledgeAnswer } from '../../../kernel/contracts/knowledge.ts';
import type { AskModel } from '../ask-model.ts';

/** What the documents customers may be told say to a question. */
export interface FoundAnswer {
  /** The sources' own sentences, one a line, without marks. */
  readonly lines: readonly string[];
  /** What a wording of them may rest on: the lines and the passages they were taken from. */
  readonly sources: readonly string[];
  readonly passageIds: readonly string[];
}

export const DraftState = Annotation.Root({
  input: Annotation<DraftInput>(),
  found: Annotation<FoundAnswer | null>({ reducer: (_, next) => next, default: () => null }),
  /** A language model's wording of what was found, checked against it. */
  worded: Annotation<{ readonly text: string; readonly by: string } | null>({
    reducer: (_, next) => next,
    default: () => null,
  }),
  draft: Annotation<Draft | null>({ reducer: (_, next) => next, default: () => null }),
});
export type DraftStateValue = typeof DraftState.State;

/** Asks the documents that may be told to customers; only what is sure is answered. May throw when the index is away. */
export type LookUp = (
  question: { readonly text: string; readonly before: DraftInput['before'] },
  signal: AbortSignal,
) => Promise<KnowledgeAnswer>;

export interface DraftContext {
  readonly ask: AskModel;
  readonly lookUp: LookUp;
  readonly signal: AbortSignal;
}

import { Annotation } from '@langchain/langgraph';
import type { Classification, ClassifyInput } from '../../../domain/assistant.port.ts';
import type { AskModel } from '../ask-model.ts';

export const ClassifyState = Annotation.Root({
  input: Annotation<ClassifyInput>(),
  judged: Annotation<Classification | null>({ reducer: (_, next) => next, default: () => null }),
});
export type ClassifyStateValue = typeof ClassifyState.State;

/** What the nodes of one question work with. */
export interface ClassifyContext {
  readonly ask: AskModel;
  readonly signal: AbortSignal;
}

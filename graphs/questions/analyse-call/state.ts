import { Annotation } from '@langchain/langgraph';
import type { AnalyseCallInput, CallAnalysis } from '../../../domain/calls/call-analyst.port.ts';
import type { AskForm } from '../forms/ask-form.ts';
import type { FormReading } from '../forms/read-form.ts';
import type { CallAnswerForm } from './form.ts';

/** A model's answer and what could be read of it. */
export interface CallAnswer {
  readonly text: string;
  readonly by: string;
  readonly reading: FormReading<CallAnswerForm>;
}

export const AnalyseCallState = Annotation.Root({
  input: Annotation<AnalyseCallInput>(),
  answer: Annotation<CallAnswer | null>({ reducer: (_, next) => next, default: () => null }),
  analysis: Annotation<CallAnalysis | null>({ reducer: (_, next) => next, default: () => null }),
});
export type AnalyseCallStateValue = typeof AnalyseCallState.State;

/** What the nodes work with. */
export interface AnalyseCallContext {
  readonly ask: AskForm;
  readonly signal: AbortSignal;
}

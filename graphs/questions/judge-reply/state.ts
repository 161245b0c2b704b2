import { Annotation } from '@langchain/langgraph';
import type { JudgeReplyInput, ReplyJudgement } from '../../../domain/sop/reply-judge.port.ts';
import type { AskForm } from '../forms/ask-form.ts';
import type { FormReading } from '../forms/read-form.ts';
import type { ReplyForm } from './form.ts';

/** A model's answer and what could be read of it. */
export interface ReplyAnswer {
  readonly text: string;
  readonly by: string;
  readonly reading: FormReading<ReplyForm>;
}

export const JudgeReplyState = Annotation.Root({
  input: Annotation<JudgeReplyInput>(),
  answer: Annotation<ReplyAnswer | null>({ reducer: (_, next) => next, default: () => null }),
  judged: Annotation<ReplyJudgement | null>({ reducer: (_, next) => next, default: () => null }),
});
export type JudgeReplyStateValue = typeof JudgeReplyState.State;

/** What the nodes work with. */
export interface JudgeReplyContext {
  readonly ask: AskForm;
  readonly signal: AbortSignal;
}

import { z } from 'zod';
import { Intent } from '../kernel/contracts/judgement.ts';

export { INTENTS, Intent } from '../kernel/contracts/judgement.ts';

/** How a message was understood. Everything here is a judgement; deeds are decided by the code that reads it. */
export const Classification = z.object({
  intent: Intent,
  /** How sure the judgement is, 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** Mood of the writer: 0 very bad, 0.5 neither, 1 very good. */
  mood: z.number().min(0).max(1),
  complaint: z.boolean(),
  /** Whether it is a question that matters (money, contract, account, deadline). */
  important: z.boolean(),
  /** Words that carried the judgement, for the log. */
  signs: z.array(z.string().max(60)).max(10),
  /** Who judged: the name of the model, or `built-in`. */
  by: z.string(),
});
export type Classification = z.infer<typeof Classification>;

export interface ClassifyInput {
  readonly text: string;
  /** What was said before, oldest first; bounded by the session. */
  readonly before: readonly { readonly who: 'person' | 'staff' | 'robot'; readonly text: string }[];
}

export interface DraftInput extends ClassifyInput {
  readonly intent: Intent;
  /** How the person is addressed. */
  readonly addressee: string;
  /** Most characters of the answer. */
  readonly longest: number;
}

/** An answer that may be sent, or the reason why nobody should send one by itself. */
export type Draft =
  | { readonly kind: 'answer'; readonly text: string; readonly by: string; readonly passageIds: readonly string[] }
  | { readonly kind: 'hand_over'; readonly reason: string; readonly by: string };

/**
 * Questions the engines ask of whoever understands language. Each is answered by a model where one is configured, else by
 * the built-in understanding; the engines do not know which, and run whole without a model.
 */
export interface AssistantPort {
  /** Never throws for what a model does wrong: the built-in understanding answers then. */
  classifyMessage(input: ClassifyInput, signal: AbortSignal): Promise<Classification>;
  draftReply(input: DraftInput, signal: AbortSignal): Promise<Draft>;
}

import { z } from 'zod';
import { ReplyClass } from '../../kernel/contracts/sop.ts';

/** What a contact's answer to a sequence means. A judgement only: what is done about it, the sequence says. */
export const ReplyJudgement = z.object({
  class: ReplyClass,
  /** How sure the judgement is, 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** Of `later`: when to come back, where the answer names a time (ISO, with offset); null otherwise. */
  come_back_at: z.iso.datetime({ offset: true }).nullable(),
  /** A wish not to be written to any more. */
  do_not_disturb: z.boolean(),
  /** Words that carried the judgement, for the log. */
  signs: z.array(z.string().max(60)).max(10),
  /** Who judged: the name of the model, or `built-in`. */
  by: z.string(),
});
export type ReplyJudgement = z.infer<typeof ReplyJudgement>;

export interface JudgeReplyInput {
  /** What the contact wrote since the question, oldest first; media as words in brackets (`[图片]`). */
  readonly replies: readonly string[];
  /** What the sequence said last. */
  readonly asked: string;
  /** When the last reply came: «下周三» counts from it. */
  readonly at: Date;
}

/** Asked by the SOP engine; answered by a model where one is configured, else by the built-in understanding. */
export interface ReplyJudge {
  /** Never throws for what a model does wrong: the built-in understanding answers then. */
  judgeReply(input: JudgeReplyInput, signal: AbortSignal): Promise<ReplyJudgement>;
}

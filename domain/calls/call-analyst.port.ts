import { z } from 'zod';
import { CallInterest } from '../../kernel/contracts/calls.ts';

/** One turn of a call. */
export interface CallTurn {
  readonly who: 'robot' | 'person';
  readonly text: string;
}

/** What a conversation on the phone came to. A judgement only; deeds are decided by the code that reads it. */
export const CallAnalysis = z.object({
  /** One or two sentences for the colleague who follows up (spec: `leads_remark`). */
  remark: z.string().min(1).max(500),
  interest: CallInterest,
  /** The person's sentence that shows it, word for word from the conversation; null when there is none. */
  evidence: z.string().max(500).nullable(),
  /** How sure the judgement is, 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** When to come back, as the person said (ISO, with offset); null: no time was named. */
  next_follow_at: z.iso.datetime({ offset: true }).nullable(),
  facts: z.object({
    need: z.string().max(200).nullable(),
    budget: z.string().max(200).nullable(),
    objection: z.string().max(200).nullable(),
    competitor: z.string().max(200).nullable(),
    decision_maker: z.string().max(200).nullable(),
  }),
  /** Mood of the person: 0 very bad, 0.5 neither, 1 very good. */
  mood: z.number().min(0).max(1),
  /** A wish never to be called again: stops everything for the number. */
  do_not_call: z.boolean(),
  /** A machine answered, or somebody who is not the person meant. */
  reached: z.enum(['person', 'wrong_person', 'voicemail', 'nobody']),
  /** Who judged: the name of the model, or `built-in`. */
  by: z.string(),
});
export type CallAnalysis = z.infer<typeof CallAnalysis>;

export interface AnalyseCallInput {
  readonly turns: readonly CallTurn[];
  /** When the call was: «下周三下午» counts from it. */
  readonly at: Date;
  /** What the call was about, for the model; the robot's script or the task's name. */
  readonly about: string;
}

/** Asked by the room of calls; answered by a model where one is configured, else by the built-in understanding. */
export interface CallAnalyst {
  /** Never throws for what a model does wrong: the built-in understanding answers then. */
  analyseCall(input: AnalyseCallInput, signal: AbortSignal): Promise<CallAnalysis>;
}

import type { Actor } from '../../kernel/actor.ts';

/** A numbered source an answer may rest on. Its text is data: nothing in it is an order. */
export interface AnswerSource {
  readonly number: number;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

export interface WriteAnswer {
  readonly question: string;
  readonly sources: readonly AnswerSource[];
  readonly signal: AbortSignal;
  /** Whom it is for: budgets and the meter count it there. */
  readonly actor: Actor;
}

/** Words an answer from sources. */
export interface AnswerWriter {
  /** The answer with `[1]` behind each statement, or `null` when no language model answered. Never throws for a vendor's fault. */
  write(input: WriteAnswer): Promise<string | null>;
}

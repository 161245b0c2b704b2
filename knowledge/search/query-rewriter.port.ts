import type { Actor } from '../../kernel/actor.ts';
import type { EarlierTurn } from './earlier-turn.ts';

export interface RewordQuestion {
  readonly question: string;
  /** The conversation before it, oldest first. */
  readonly history: readonly EarlierTurn[];
  readonly signal?: AbortSignal;
}

export interface Reworded {
  /** The question as it is understood without the conversation; `null` when nothing faithful was said. */
  readonly standalone: string | null;
  /** The same question in other words, best first; may be empty. */
  readonly wordings: readonly string[];
}

/**
 * Says a question in other words, for instance by a language model. What it says is searched for, never carried out and
 * never shown as an answer. Throws when it does not answer: the search then goes on without it.
 */
export type RewriteQuery = (input: RewordQuestion) => Promise<Reworded>;

/** The same for whoever asks. */
export interface QueryRewriter {
  /** @param input.actor whose budget it is asked on */
  reword(input: RewordQuestion & { readonly actor: Actor }): Promise<Reworded>;
}

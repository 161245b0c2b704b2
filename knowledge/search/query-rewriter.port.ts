import type { EarlierTurn } from './search-result.ts';

/** Finds more wordings of a question, for instance by a language model. What it says is searched for, never carried out. */
export interface QueryRewriter {
  /** Other wordings, best first; may be empty. A failure is worked around. */
  rewrite(
    query: string,
    history: readonly EarlierTurn[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly string[]>;
}

import type { ScoredPassage } from '../index/passage.ts';
import type { EarlierTurn } from './earlier-turn.ts';
import type { RewriteQuery } from './query-rewriter.port.ts';

export interface SearchRequest {
  readonly query: string;
  /** The conversation before it, oldest first: «它多少钱» then means what was spoken of. */
  readonly history?: readonly EarlierTurn[];
  /** More wordings of the same question; their lists are fused with the first one's. */
  readonly queries?: readonly string[];
  /** Asked once, and only where the words alone do not do: a question that leans on the conversation, or an unsure search. */
  readonly rewrite?: RewriteQuery;
  /** The reader's access keys. */
  readonly access: readonly string[];
  readonly at: Date;
  readonly limit?: number;
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly documentIds?: readonly string[];
  readonly signal?: AbortSignal;
}

/** A passage with the confidence (0-1) that it answers the question. */
export interface FoundPassage extends ScoredPassage {
  readonly confidence: number;
}

export interface SearchResult {
  readonly passages: readonly FoundPassage[];
  /** 0-1: how sure it is that the passages answer the question at all. */
  readonly confidence: number;
  /** `confidence` reaches the threshold; below it one should say that nothing was found. */
  readonly answerable: boolean;
  /** The question as it was searched, completed from the conversation, first; then the other wordings. */
  readonly queries: readonly string[];
  readonly mode: 'sparse' | 'dense' | 'hybrid';
  /** Parts that did not answer and were worked around: `embeddings`, `rerank`, `rewrite`. */
  readonly skipped: readonly string[];
}

import type { Passage } from '../index/passage.ts';

/** Puts found passages into a better order. */
export interface Reranker {
  readonly name: string;
  /**
   * A relevance for each passage, in their order, higher for better.
   * @throws AppError `knowledge.rerank_failed` (transient); the search then keeps the built-in order
   */
  score(query: string, passages: readonly Passage[], options?: { readonly signal?: AbortSignal }): Promise<number[]>;
}

/** Turns texts into dense vectors of one length. */
export interface Embedder {
  readonly model: string;
  /** Numbers per vector. */
  readonly dimension: number;
  /**
   * One vector of length 1 for each text, in their order.
   * @throws AppError `knowledge.embedding_failed` (transient) or `knowledge.wrong_dimension`
   */
  embed(texts: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<number[][]>;
}

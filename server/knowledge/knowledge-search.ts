import type { IndexPort } from '../../knowledge/index/index.port.ts';
import type { IndexedPassage, Passage } from '../../knowledge/index/passage.ts';
import type { SearchRequest, SearchResult } from '../../knowledge/search/search-result.ts';
import type { Thresholds } from '../../knowledge/search/thresholds.ts';

/** The parts that find passages: one for the chat, the API and the jobs. */
export interface KnowledgeSearch {
  readonly index: IndexPort;
  /** The embedding model and the rerank model, `null` where none is set. */
  readonly embeddings: string | null;
  readonly reranker: string | null;
  /** What a confidence means here. */
  readonly thresholds: Thresholds;
  /** @throws AppError `knowledge.index_unavailable` */
  search(request: SearchRequest): Promise<SearchResult>;
  /** Gives passages their vectors. @throws AppError `knowledge.embedding_failed`, `knowledge.embedding_refused` */
  vectorise(passages: readonly Passage[], signal?: AbortSignal): Promise<IndexedPassage[]>;
  /** Makes the first search as quick as the others. */
  warm(): Promise<void>;
  stop(): Promise<void>;
}

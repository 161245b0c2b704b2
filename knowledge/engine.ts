import type { IndexPort } from './index/index.port.ts';
import type { IndexedPassage, Passage } from './index/passage.ts';
import type { AnswerWriter } from './answer/writer.port.ts';
import type { QueryRewriter } from './search/query-rewriter.port.ts';
import type { SearchRequest, SearchResult } from './search/search-result.ts';
import type { Thresholds } from './search/thresholds.ts';

/** The parts that find and word answers; composed once in `server/`, the same for the chat, the API and the jobs. */
export interface KnowledgeEngine {
  readonly index: IndexPort;
  /** Embedding model and reranker, `null` where none is set. */
  readonly embeddings: string | null;
  readonly reranker: string | null;
  /** What the confidence of a search means. */
  readonly thresholds: Thresholds;
  /** Words answers; `null` where no language model is set. */
  readonly writer: AnswerWriter | null;
  /** Says questions in other words; `null` where no language model is set. */
  readonly rewriter: QueryRewriter | null;
  search(request: SearchRequest): Promise<SearchResult>;
  /** Gives passages their vectors. @throws AppError (transient) when the embedding endpoint does not answer */
  vectorise(passages: readonly Passage[], signal?: AbortSignal): Promise<IndexedPassage[]>;
}

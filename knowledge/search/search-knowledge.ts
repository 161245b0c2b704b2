import type { Embedder } from '../embed/embedder.port.ts';
import type { IndexFilter, IndexPort } from '../index/index.port.ts';
import type { ScoredPassage } from '../index/passage.ts';
import { rankLexically } from '../rerank/rank-lexically.ts';
import type { Reranker } from '../rerank/reranker.port.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { queryVector } from '../vectors/query-vector.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { NEIGHBOURS, preferMeaning } from './nearest-by-meaning.ts';
import { planQueries } from './plan-queries.ts';
import type { QueryRewriter } from './query-rewriter.port.ts';
import type { FoundPassage, SearchRequest, SearchResult } from './search-result.ts';

/** What a search works with; composed once in `server/`. */
export interface SearchParts {
  readonly index: IndexPort;
  readonly embedder: Embedder | null;
  readonly reranker: Reranker | null;
  readonly rewriter: QueryRewriter | null;
  /** The synonyms of this moment. */
  readonly lexicon: () => Promise<Lexicon>;
}

/** From this confidence on a question counts as answered; fitted with the confidence itself. */
export const ANSWERABLE_FROM = 0.5;
/** Passages that are looked at closely. */
const CANDIDATES = 60;
/** Passages that a rerank endpoint is asked about. */
const RERANKED = 30;
const DEFAULT_LIMIT = 8;
/** How evenly the words' order and the order of both vectors count where there are dense ones. */
const BLEND = 10;

/** What the steps of one search share. */
interface Course {
  readonly parts: SearchParts;
  readonly request: SearchRequest;
  readonly filter: IndexFilter;
  readonly lexicon: Lexicon;
  /** Parts that did not answer. */
  readonly skipped: string[];
}

/**
 * Finds the passages that answer a question among those its reader may be shown: completes it from the conversation,
 * searches by words and, where an embedding endpoint is set, by meaning, fuses, reranks, and says how sure it is. An
 * endpoint that does not answer is worked around and named in `skipped`.
 *
 * @throws AppError `knowledge.index_unavailable` (transient)
 */
export async function searchKnowledge(parts: SearchParts, request: SearchRequest): Promise<SearchResult> {
  const course: Course = { parts, request, filter: filterOf(request), lexicon: await parts.lexicon(), skipped: [] };
  const queries = await planQueries(request, parts.rewriter, course.skipped);
  const [main = ''] = queries;
  const dense = await embedQueries(course, queries);
  const candidates = await findCandidates(course, queries, dense);
  const ranked = await rank(course, main, candidates, dense !== null);
  const confidence = ranked[0]?.confidence ?? 0;
  return {
    passages: ranked.slice(0, request.limit ?? DEFAULT_LIMIT),
    confidence,
    answerable: confidence >= ANSWERABLE_FROM,
    queries,
    mode: dense ? 'hybrid' : 'sparse',
    skipped: course.skipped,
  };
}

function filterOf(request: SearchRequest): IndexFilter {
  const { access, at, categories, tags, documentIds } = request;
  return {
    access,
    at,
    ...(categories ? { categories } : {}),
    ...(tags ? { tags } : {}),
    ...(documentIds ? { documentIds } : {}),
  };
}

async function embedQueries(course: Course, queries: readonly string[]): Promise<number[][] | null> {
  const { parts, request, skipped } = course;
  if (!parts.embedder || queries.length === 0) return null;
  try {
    return await parts.embedder.embed(queries, request.signal ? { signal: request.signal } : {});
  } catch (thrown) {
    if (request.signal?.aborted) throw thrown;
    skipped.push('embeddings');
    return null;
  }
}

interface Candidates {
  /** Best first, as the index has them. */
  readonly fused: readonly ScoredPassage[];
  /** Scores by words alone, by id. */
  readonly byWords: ReadonlyMap<string, number>;
  /** The nearest by meaning alone, with their cosines. */
  readonly neighbours: readonly ScoredPassage[];
}

async function findCandidates(
  { parts, filter, lexicon }: Course,
  queries: readonly string[],
  dense: readonly number[][] | null,
): Promise<Candidates> {
  const search = async (query: string, vector: readonly number[] | undefined): Promise<ScoredPassage[]> => {
    const sparse = queryVector(query, lexicon);
    if (sparse.indices.length === 0 && !vector) return [];
    return await parts.index.search({
      ...(sparse.indices.length > 0 ? { sparse } : {}),
      ...(vector ? { dense: vector } : {}),
      filter,
      limit: CANDIDATES,
      prefetch: CANDIDATES,
    });
  };
  const [main] = dense ?? [];
  const lists = await Promise.all(queries.map((query, at) => search(query, dense?.[at])));
  const words = dense ? await search(queries[0] ?? '', undefined) : (lists[0] ?? []);
  const neighbours = main ? await parts.index.search({ dense: main, filter, limit: NEIGHBOURS }) : [];
  const fused = lists.length === 1 ? lists[0]! : fuseRanks(lists).slice(0, CANDIDATES);
  return { fused, byWords: new Map(words.map((one) => [one.id, one.score])), neighbours };
}

async function rank(
  course: Course,
  query: string,
  { fused, byWords, neighbours }: Candidates,
  hybrid: boolean,
): Promise<FoundPassage[]> {
  const scored = fused.map((one) => ({ ...one, score: byWords.get(one.id) ?? 0 }));
  const ranks = rankLexically(query, scored, course.lexicon);
  const byLikeness = scored
    .map((one, at) => ({ ...one, ...ranks[at]! }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const order = hybrid ? preferMeaning(blend(byLikeness, fused), neighbours) : byLikeness;
  return (await rerankByModel(course, query, order)) ?? order;
}

/** By words and by meaning together: neither order may drown the other. */
function blend(byLikeness: readonly FoundPassage[], fused: readonly ScoredPassage[]): FoundPassage[] {
  const confidence = new Map(byLikeness.map((one) => [one.id, one.confidence]));
  return fuseRanks<ScoredPassage>([byLikeness, fused], BLEND).map((one) => ({
    ...one,
    confidence: confidence.get(one.id) ?? 0,
  }));
}

/** The first passages in the order of the rerank endpoint, the rest behind them; null where none is set or it failed. */
async function rerankByModel(
  { parts, request, skipped }: Course,
  query: string,
  order: readonly FoundPassage[],
): Promise<FoundPassage[] | null> {
  if (!parts.reranker || order.length === 0) return null;
  const first = order.slice(0, RERANKED);
  try {
    const scores = await parts.reranker.score(query, first, request.signal ? { signal: request.signal } : {});
    const reranked = first
      .map((one, at) => ({ ...one, score: scores[at]!, confidence: scores[at]! }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const least = Math.min(...scores, 0);
    const rest = order.slice(RERANKED).map((one, at) => ({ ...one, score: least - 1 - at, confidence: 0 }));
    return [...reranked, ...rest];
  } catch (thrown) {
    if (request.signal?.aborted) throw thrown;
    skipped.push('rerank');
    return null;
  }
}

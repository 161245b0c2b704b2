import type { Embedder } from '../embed/embedder.port.ts';
import type { IndexFilter, IndexPort } from '../index/index.port.ts';
import type { ScoredPassage } from '../index/passage.ts';
import { rankLexically } from '../rerank/rank-lexically.ts';
import type { Reranker } from '../rerank/reranker.port.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { findCandidates, type Candidates } from './find-candidates.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { preferMeaning } from './nearest-by-meaning.ts';
import { preferWording } from './nearest-by-wording.ts';
import { needsConversation, planQueries, rewordQuery, type QueryPlan } from './plan-queries.ts';
import type { FoundPassage, SearchRequest, SearchResult } from './search-result.ts';
import { nearestConfidence, type Thresholds } from './thresholds.ts';

/** What a search works with; composed once in `server/`. */
export interface SearchParts {
  readonly index: Pick<IndexPort, 'search'>;
  readonly embedder: Embedder | null;
  readonly reranker: Reranker | null;
  /** The synonyms of this moment. */
  readonly lexicon: () => Promise<Lexicon>;
  readonly thresholds: Thresholds;
}

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
 * searches by words and, where an embedding endpoint is set, by meaning, fuses, reranks, and says how sure it is. Where
 * that does not do and the request has a rewriter, the question is searched in other words too. An endpoint that does not
 * answer is worked around and named in `skipped`.
 *
 * @throws AppError `knowledge.index_unavailable` (transient)
 */
export async function searchKnowledge(parts: SearchParts, request: SearchRequest): Promise<SearchResult> {
  const course: Course = { parts, request, filter: filterOf(request), lexicon: await parts.lexicon(), skipped: [] };
  const { skipped } = course;
  const atOnce = needsConversation(request);
  const found = await findRanked(course, planQueries(request, atOnce ? await rewordQuery(request, skipped) : null));
  if (atOnce || found.confidence >= parts.thresholds.sureFrom) return resultOf(course, found);
  const reworded = await rewordQuery(request, skipped);
  const again = reworded && (await findRanked(course, planQueries(request, reworded)));
  return resultOf(course, again && again.confidence >= found.confidence ? again : found);
}

interface Found {
  readonly plan: QueryPlan;
  /** All candidates, best first. */
  readonly ranked: readonly FoundPassage[];
  readonly confidence: number;
  readonly hybrid: boolean;
}

async function findRanked(course: Course, plan: QueryPlan): Promise<Found> {
  const dense = await embedQueries(course, plan.queries);
  const { parts, filter, lexicon } = course;
  const candidates = await findCandidates({ index: parts.index, filter, lexicon }, plan, dense);
  const ranked = await rank(course, plan, candidates, dense !== null);
  return { plan, ranked, confidence: ranked[0]?.confidence ?? 0, hybrid: dense !== null };
}

function resultOf({ parts, request, skipped }: Course, { plan, ranked, confidence, hybrid }: Found): SearchResult {
  return {
    passages: ranked.slice(0, request.limit ?? DEFAULT_LIMIT),
    confidence,
    answerable: confidence >= parts.thresholds.sureFrom,
    queries: plan.queries,
    mode: hybrid ? 'hybrid' : 'sparse',
    skipped: [...new Set(skipped)],
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

async function rank(
  course: Course,
  { queries, wordings }: QueryPlan,
  { fused, byWords, neighbours }: Candidates,
  hybrid: boolean,
): Promise<FoundPassage[]> {
  const [query = ''] = queries;
  const words = byWords[0] ?? [];
  const scores = new Map(words.map((one) => [one.id, one.score]));
  const byLikeness = rankByWords(
    course,
    query,
    fused.map((one) => ({ ...one, score: scores.get(one.id) ?? 0 })),
  );
  const { thresholds } = course.parts;
  const inOrder = hybrid
    ? preferMeaning(blend(byLikeness, fused), neighbours, nearestConfidence(thresholds))
    : byLikeness;
  const worded = wordings.map((wording) => rankByWords(course, wording, byWords[queries.indexOf(wording)] ?? []));
  const order = preferWording(inOrder, worded, thresholds);
  return (await rerankByModel(course, query, order)) ?? order;
}

/** Best first. `score` of the passages is the index's, by words alone. */
function rankByWords({ lexicon }: Course, query: string, scored: readonly ScoredPassage[]): FoundPassage[] {
  const ranks = rankLexically(query, scored, lexicon);
  return scored
    .map((one, at) => ({ ...one, ...ranks[at]! }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
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

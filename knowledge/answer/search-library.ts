import { requirePermission } from '../../kernel/actor.ts';
import type { SearchKnowledgeAnswer, SearchKnowledgeRequest } from '../../kernel/contracts/knowledge.ts';
import { accessKeysOf } from '../documents/access.ts';
import { readPassages, type ReadPassage } from '../documents/passage-view.ts';
import { judgeConfidence, type Certainty } from './judge-confidence.ts';
import type { KnowledgeEngine } from '../engine.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import type { SearchResult } from '../search/search-result.ts';

export interface SearchLibrary extends Omit<SearchKnowledgeRequest, 'limit'> {
  readonly limit?: number;
  /** The reader's keys, where it is not the actor: `['customer']` for words that go to customers. */
  readonly access?: readonly string[];
  /** A language model may say the question in other words where its own find nothing sure. */
  readonly reword?: boolean;
  readonly signal?: AbortSignal;
}

export interface LibraryHit extends ReadPassage {
  readonly score: number;
  readonly confidence: number;
}

export interface LibraryHits extends Omit<SearchResult, 'passages' | 'answerable'> {
  readonly hits: readonly LibraryHit[];
  readonly certainty: Certainty;
}

/**
 * Finds passages the reader may be told. The filter is part of the search in the index; the documents are asked again for
 * what comes back, so a stale index shows nothing it should not.
 *
 * @throws AppError `access.not_permitted`, `knowledge.index_unavailable`
 */
export async function searchLibrary(
  scope: ReadScope,
  engine: KnowledgeEngine,
  input: SearchLibrary,
): Promise<LibraryHits> {
  requirePermission(scope.actor, 'knowledge.read');
  const access = input.access ?? accessKeysOf(scope.actor);
  const { rewriter } = engine;
  const {
    passages,
    answerable: _public,
    ...result
  } = await engine.search({
    query: input.query,
    access,
    at: scope.clock.now(),
    limit: input.limit ?? 10,
    ...(input.history ? { history: input.history } : {}),
    ...(input.categories ? { categories: input.categories } : {}),
    ...(input.tags ? { tags: input.tags } : {}),
    ...(input.document_ids ? { documentIds: input.document_ids } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
    ...(input.reword && rewriter ? { rewrite: (said) => rewriter.reword({ ...said, actor: scope.actor }) } : {}),
  });
  const found = new Map(passages.map((passage) => [passage.id, passage]));
  const readable = await readPassages(scope, [...found.keys()], access);
  const hits = readable.map((passage) => {
    const { score = 0, confidence = 0 } = found.get(passage.id) ?? {};
    return { ...passage, score, confidence };
  });
  // What made it sure may not be there any more.
  const isFirst = hits[0] !== undefined && hits[0].id === passages[0]?.id;
  const confidence = isFirst ? result.confidence : Math.min(result.confidence, hits[0]?.confidence ?? 0);
  return {
    ...result,
    hits,
    confidence,
    certainty: hits.length === 0 ? 'none' : judgeConfidence(confidence, engine.thresholds),
  };
}

/** What a search found, as the wire shows it. */
export function searchAnswer(found: LibraryHits): SearchKnowledgeAnswer {
  return {
    items: found.hits.map(({ section_id: _section, version_id: _version, updated_at: _updated, ...hit }) => hit),
    confidence: found.confidence,
    certainty: found.certainty,
    queries: [...found.queries],
    mode: found.mode,
    skipped: [...found.skipped],
  };
}

import { createHash } from 'node:crypto';
import { vectorisePassages } from '../../knowledge/embed/vectorise-passages.ts';
import type { Passage } from '../../knowledge/index/passage.ts';
import type { IndexPort } from '../../knowledge/index/index.port.ts';
import { searchKnowledge, type SearchParts } from '../../knowledge/search/search-knowledge.ts';
import { queryVector } from '../../knowledge/vectors/query-vector.ts';
import { areaUnderCurve, rankFigures } from './figures.ts';
import { PlainBm25 } from './plain-bm25.ts';
import { isTuned, type QuestionSet, type SetPassage, type SetQuestion } from './question-set.ts';

/** A way of searching that is measured. */
export type Way = 'sparse' | 'sparse + rerank' | 'dense' | 'hybrid' | 'hybrid + rerank';

/** `tuned` is the half that constants were fitted on. */
export const PARTS = ['tuned', 'rest', 'all'] as const;
export type Part = (typeof PARTS)[number];

export interface WayResult {
  readonly way: Way | 'plain BM25';
  readonly part: Part;
  readonly figures: Figures;
}

export type Figures = ReturnType<typeof rankFigures> & { readonly 'refusal AUC': number };

export interface Outcome {
  readonly rank: number;
  readonly confidence: number;
}

/** What searches and is filled. */
export interface MeasuredParts extends SearchParts {
  readonly index: IndexPort;
}

const AT = new Date('2026-01-01T00:00:00Z');
const BATCH = 200;
const SEEN = 10;

/** A UUID that follows from an id of the set. */
function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function toPassage({ id, text, title = '', heading = '' }: SetPassage): Passage {
  const own = uuidOf(id);
  const payload = { visibility: ['all'], categories: [], tags: [], validFrom: null, validUntil: null };
  return { id: own, documentId: own, versionId: own, parentId: null, text, title, heading, payload };
}

/** Puts the corpus into the index and measures each way over the tuned half, the rest and all questions. */
export async function compareWays(parts: MeasuredParts, set: QuestionSet, ways: readonly Way[]): Promise<WayResult[]> {
  for (let from = 0; from < set.corpus.length; from += BATCH) {
    const passages = set.corpus.slice(from, from + BATCH).map(toPassage);
    await parts.index.upsert(await vectorisePassages(parts.embedder, passages));
  }
  const results: WayResult[] = [];
  for (const way of ways) {
    const outcomes = new Map<SetQuestion, Outcome>();
    for (const question of [...set.questions, ...set.unanswerable])
      outcomes.set(question, await ask(parts, way, question));
    results.push(...inParts(set, outcomes).map((one) => ({ way, ...one })));
  }
  return results;
}

/** The baseline: BM25 over characters and their pairs, with the first score as its confidence. */
export function measurePlainBm25(set: QuestionSet): WayResult[] {
  const index = new PlainBm25(set);
  const outcomes = new Map<SetQuestion, Outcome>();
  for (const question of [...set.questions, ...set.unanswerable]) {
    const found = index.search(question, SEEN);
    const rank = found.findIndex((one) => question.gold.includes(one.id)) + 1;
    outcomes.set(question, { rank, confidence: found[0]?.score ?? 0 });
  }
  return inParts(set, outcomes).map((one) => ({ way: 'plain BM25', ...one }));
}

/** The figures of each part. */
export function inParts(
  set: Pick<QuestionSet, 'questions' | 'unanswerable'>,
  outcomes: ReadonlyMap<SetQuestion, Outcome>,
): { part: Part; figures: Figures }[] {
  return PARTS.map((part) => {
    const isIn = (question: SetQuestion): boolean => part === 'all' || isTuned(question) === (part === 'tuned');
    const of = (list: readonly SetQuestion[]): Outcome[] => list.filter(isIn).map((one) => outcomes.get(one)!);
    const answered = of(set.questions);
    const sure = answered.map((one) => one.confidence);
    const unsure = of(set.unanswerable).map((one) => one.confidence);
    const figures = { ...rankFigures(answered.map((one) => one.rank)), 'refusal AUC': areaUnderCurve(sure, unsure) };
    return { part, figures };
  });
}

async function ask(parts: SearchParts, way: Way, question: SetQuestion): Promise<Outcome> {
  const gold = new Set(question.gold.map(uuidOf));
  const rankOf = (ids: readonly { readonly id: string }[]): number => ids.findIndex((one) => gold.has(one.id)) + 1;
  if (way === 'sparse + rerank' || way === 'hybrid + rerank') {
    const own = way === 'sparse + rerank' ? { ...parts, embedder: null, reranker: null } : parts;
    const found = await searchKnowledge(own, { query: question.text, access: ['all'], at: AT, limit: SEEN });
    return { rank: rankOf(found.passages), confidence: found.confidence };
  }
  const sparse = way === 'dense' ? undefined : queryVector(question.text, await parts.lexicon());
  const dense = way === 'sparse' ? undefined : (await parts.embedder!.embed([question.text]))[0];
  const found = await parts.index.search({
    ...(sparse ? { sparse } : {}),
    ...(dense ? { dense } : {}),
    filter: { access: ['all'], at: AT },
    limit: SEEN,
    prefetch: 60,
  });
  return { rank: rankOf(found), confidence: found[0]?.score ?? 0 };
}

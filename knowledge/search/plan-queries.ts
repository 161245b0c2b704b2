import { completeQuery, leansOnConversation } from './complete-query.ts';
import { isFaithfulWhole, isFaithfulWording } from './is-faithful.ts';
import type { Reworded } from './query-rewriter.port.ts';
import type { SearchRequest } from './search-result.ts';
import { splitQuestion, withoutCourtesy } from './split-question.ts';

/** More wordings than this bring nothing new. */
const MOST = 4;
/** Longer texts are no questions; their beginning is searched for. */
const LONGEST = 500;

/** What is searched for. */
export interface QueryPlan {
  /** The question itself, made whole from the conversation, first; then its single questions and other wordings. */
  readonly queries: readonly string[];
  /** Those of them that a rewriter said: they find, but make nothing sure. */
  readonly wordings: readonly string[];
}

/** The wordings a question is searched by. */
export function planQueries(request: SearchRequest, reworded: Reworded | null): QueryPlan {
  const question = request.query.slice(0, LONGEST);
  const whole = reworded?.standalone ?? completeQuery(question, request.history ?? []);
  const main = withoutCourtesy(whole);
  const own = [main, ...splitQuestion(main), ...(request.queries ?? [])];
  const all = [...own, ...(reworded?.wordings ?? [])]
    .map((query) => query.trim().slice(0, LONGEST))
    .filter((query) => query !== '');
  const queries = [...new Set(all)].slice(0, MOST);
  return { queries, wordings: queries.filter((query) => !own.includes(query)) };
}

/** Whether the conversation before a question decides what it means. */
export function needsConversation({ query, history = [] }: SearchRequest): boolean {
  return history.some((turn) => turn.role === 'user') && leansOnConversation(query.trim());
}

/**
 * The question in other words, by the request's rewriter; `null` when there is none or it said nothing that may be used.
 * One that fails is noted in `skipped`.
 */
export async function rewordQuery(request: SearchRequest, skipped: string[]): Promise<Reworded | null> {
  if (!request.rewrite) return null;
  const { history = [], signal } = request;
  const said = { question: request.query.slice(0, LONGEST), history, ...(signal ? { signal } : {}) };
  try {
    const { standalone, wordings } = await request.rewrite(said);
    const isWhole = standalone !== null && history.length > 0 && isFaithfulWhole(standalone, said);
    const kept = {
      standalone: isWhole ? standalone.trim() : null,
      wordings: wordings.filter((wording) => isFaithfulWording(wording, said)),
    };
    return kept.standalone === null && kept.wordings.length === 0 ? null : kept;
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    skipped.push('rewrite');
    return null;
  }
}

import { completeQuery } from './complete-query.ts';
import type { QueryRewriter } from './query-rewriter.port.ts';
import type { SearchRequest } from './search-result.ts';
import { splitQuestion, withoutCourtesy } from './split-question.ts';

/** More wordings than this bring nothing new. */
const MOST = 4;
/** Longer texts are no questions; their beginning is searched for. */
const LONGEST = 500;

/**
 * The wordings a question is searched by: itself, made whole from the conversation, first; then its single questions, those
 * the caller gave and those a rewriter finds. A rewriter that fails is noted in `skipped`.
 */
export async function planQueries(
  request: SearchRequest,
  rewriter: QueryRewriter | null,
  skipped: string[],
): Promise<string[]> {
  const main = withoutCourtesy(completeQuery(request.query.slice(0, LONGEST), request.history ?? []));
  const rewritten = rewriter ? await rewrite(request, main, rewriter, skipped) : [];
  const all = [main, ...splitQuestion(main), ...(request.queries ?? []), ...rewritten]
    .map((query) => query.trim().slice(0, LONGEST))
    .filter((query) => query !== '');
  return [...new Set(all)].slice(0, MOST);
}

async function rewrite(
  request: SearchRequest,
  main: string,
  rewriter: QueryRewriter,
  skipped: string[],
): Promise<readonly string[]> {
  try {
    return await rewriter.rewrite(main, request.history ?? [], request.signal ? { signal: request.signal } : {});
  } catch (thrown) {
    if (request.signal?.aborted) throw thrown;
    skipped.push('rewrite');
    return [];
  }
}

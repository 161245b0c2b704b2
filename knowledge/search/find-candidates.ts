import type { IndexFilter, IndexPort } from '../index/index.port.ts';
import type { ScoredPassage } from '../index/passage.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { queryVector } from '../vectors/query-vector.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { NEIGHBOURS } from './nearest-by-meaning.ts';
import type { QueryPlan } from './plan-queries.ts';

/** Passages that are looked at closely. */
const CANDIDATES = 60;

export interface Candidates {
  /** Of all queries together, best first. */
  readonly fused: readonly ScoredPassage[];
  /** For the first query and each wording, what its words alone find, scored by them; nothing for the others. */
  readonly byWords: readonly (readonly ScoredPassage[])[];
  /** The nearest to the first query by meaning alone, with their cosines. */
  readonly neighbours: readonly ScoredPassage[];
}

/** Searches each query by words and, with its vector, by meaning. */
export async function findCandidates(
  {
    index,
    filter,
    lexicon,
  }: { readonly index: Pick<IndexPort, 'search'>; readonly filter: IndexFilter; readonly lexicon: Lexicon },
  { queries, wordings }: QueryPlan,
  dense: readonly number[][] | null,
): Promise<Candidates> {
  const search = async (query: string, vector: readonly number[] | undefined): Promise<ScoredPassage[]> => {
    const sparse = queryVector(query, lexicon);
    if (sparse.indices.length === 0 && !vector) return [];
    return await index.search({
      ...(sparse.indices.length > 0 ? { sparse } : {}),
      ...(vector ? { dense: vector } : {}),
      filter,
      limit: CANDIDATES,
      prefetch: CANDIDATES,
    });
  };
  const lists = await Promise.all(queries.map((query, at) => search(query, dense?.[at])));
  const wanted = (query: string): boolean => query === queries[0] || wordings.includes(query);
  const byWords = dense
    ? await Promise.all(queries.map((query) => (wanted(query) ? search(query, undefined) : [])))
    : lists;
  const [main] = dense ?? [];
  const neighbours = main ? await index.search({ dense: main, filter, limit: NEIGHBOURS }) : [];
  const fused = lists.length === 1 ? lists[0]! : fuseRanks(lists).slice(0, CANDIDATES);
  return { fused, byWords, neighbours };
}

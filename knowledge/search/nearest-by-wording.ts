import { NEAREST, tellAsNearest } from './nearest-passage.ts';
import type { FoundPassage } from './search-result.ts';

/**
 * Where the question's own words find nothing trustworthy, the passage that surely answers another wording of it comes
 * first. Never as sure: whoever words a question anew might have meant another one.
 * @param byWording best first, for each wording of a rewriter
 * @param sureFrom the confidence of a passage that answers
 */
export function preferWording(
  order: readonly FoundPassage[],
  byWording: readonly (readonly FoundPassage[])[],
  sureFrom: number,
): FoundPassage[] {
  const [best] = byWording
    .flatMap((list) => list.slice(0, 1))
    .filter((one) => one.confidence >= sureFrom)
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const certain = order[0]?.confidence ?? 0;
  return best && certain < NEAREST ? tellAsNearest(order, best) : [...order];
}

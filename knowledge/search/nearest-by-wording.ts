import { tellAsNearest } from './nearest-passage.ts';
import type { FoundPassage } from './search-result.ts';
import { nearestConfidence, type Thresholds } from './thresholds.ts';

/**
 * Where the question's own words find nothing trustworthy, the passage that surely answers another wording of it comes
 * first. Never as sure: whoever words a question anew might have meant another one.
 * @param byWording best first, for each wording of a rewriter
 */
export function preferWording(
  order: readonly FoundPassage[],
  byWording: readonly (readonly FoundPassage[])[],
  thresholds: Thresholds,
): FoundPassage[] {
  const [best] = byWording
    .flatMap((list) => list.slice(0, 1))
    .filter((one) => one.confidence >= thresholds.sureFrom)
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const certain = order[0]?.confidence ?? 0;
  const nearest = nearestConfidence(thresholds);
  return best && certain < nearest ? tellAsNearest(order, best, nearest) : [...order];
}

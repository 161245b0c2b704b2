import type { ScoredPassage } from '../index/passage.ts';
import type { FoundPassage } from './search-result.ts';

/** Puts a passage first, as the nearest there is. `confidence` is `nearestConfidence`. */
export function tellAsNearest(
  order: readonly FoundPassage[],
  passage: ScoredPassage,
  confidence: number,
): FoundPassage[] {
  const score = (order[0]?.score ?? 0) + 1;
  return [{ ...passage, score, confidence }, ...order.filter((one) => one.id !== passage.id)];
}

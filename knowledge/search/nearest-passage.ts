import type { ScoredPassage } from '../index/passage.ts';
import type { FoundPassage } from './search-result.ts';

/** What a passage is worth that the question's own words do not lead to: told as the nearest there is, never as sure. */
export const NEAREST = 0.3;

/** Puts a passage first, as the nearest there is. */
export function tellAsNearest(order: readonly FoundPassage[], passage: ScoredPassage): FoundPassage[] {
  const score = (order[0]?.score ?? 0) + 1;
  return [{ ...passage, score, confidence: NEAREST }, ...order.filter((one) => one.id !== passage.id)];
}

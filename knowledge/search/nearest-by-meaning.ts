import type { ScoredPassage } from '../index/passage.ts';
import { tellAsNearest } from './nearest-passage.ts';
import type { FoundPassage } from './search-result.ts';

/** How many neighbours are looked at: those behind the first ten are near by chance. */
export const NEIGHBOURS = 11;
/**
 * The first neighbour stands out when it has gone this share of the way from the chance ones to being the same text. A
 * share, because every embedding model has a scale of its own; set by hand, since no endpoint was there to fit it on.
 */
const STANDS_OUT = 0.3;

/**
 * Where the words find nothing trustworthy, a passage that stands out by its meaning comes first. `neighbours` are the
 * nearest by meaning with their cosines, best first; `nearest` is what such a passage is worth.
 */
export function preferMeaning(
  order: readonly FoundPassage[],
  neighbours: readonly ScoredPassage[],
  nearest: number,
): FoundPassage[] {
  const [first] = neighbours;
  const certain = order[0]?.confidence ?? 0;
  if (!first || certain >= nearest || !standsOut(neighbours)) return [...order];
  return tellAsNearest(order, first, nearest);
}

function standsOut(neighbours: readonly ScoredPassage[]): boolean {
  // Too few to know what is near by chance: then words decide.
  if (neighbours.length < NEIGHBOURS) return false;
  const first = neighbours[0]!.score;
  const chance = neighbours.at(-1)!.score;
  return chance < 1 && (first - chance) / (1 - chance) >= STANDS_OUT;
}

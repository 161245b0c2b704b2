import type { Thresholds } from '../search/thresholds.ts';

/** How far the found passages may be trusted to answer: told plainly, told as the nearest there is, or not told. */
export type Certainty = 'sure' | 'unsure' | 'none';

/** What a search's confidence means for the answer; total over 0-1. */
export function judgeConfidence(confidence: number, { sureFrom, unsureFrom }: Thresholds): Certainty {
  if (confidence >= sureFrom) return 'sure';
  return confidence >= unsureFrom ? 'unsure' : 'none';
}

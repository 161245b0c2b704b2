import { CONFIDENCE_FEATURES, FEATURES } from './features.ts';
import type { PassageText } from './passage-text.ts';
import type { Question } from './question.ts';
import type { MeasuredPassage } from './measure-passages.ts';
import { CONFIDENCE_WEIGHTS } from './rank-weights.ts';

/** What all passages found for a question say together. */
export interface Evidence {
  readonly absent: number;
  readonly lead: number;
  readonly words: number;
}

/** The eleventh: what an index finds by chance stands about there. */
const BY_CHANCE = 10;

/** `scores` are the index's, in the order of the passages. */
export function measureEvidence(
  question: Question,
  passages: readonly PassageText[],
  scores: readonly number[],
): Evidence {
  let all = 0;
  let absent = 0;
  for (const { text, weight, others } of question.words) {
    all += weight;
    const isThere = passages.some((one) => one.text.includes(text) || others.some((other) => one.text.includes(other)));
    if (!isThere) absent += weight;
  }
  const sorted = scores.toSorted((a, b) => b - a);
  const [first = 0] = sorted;
  const behind = sorted[Math.min(BY_CHANCE, sorted.length - 1)] ?? 0;
  return {
    absent: all === 0 ? 0 : absent / all,
    lead: first === 0 ? 0 : (first - behind) / first,
    words: Math.log(1 + question.words.length),
  };
}

const SYNONYMS = FEATURES.indexOf('synonyms');

/** The features of one passage's confidence in the order of `CONFIDENCE_FEATURES`. */
export function confidenceRow(score: number, { whole }: Pick<MeasuredPassage, 'whole'>, evidence: Evidence): number[] {
  return [score, evidence.absent, 1 - whole[SYNONYMS]!, evidence.lead, evidence.words];
}

/** A logistic over them: 0-1, comparable between questions. */
export function confidenceOf(score: number, passage: Pick<MeasuredPassage, 'whole'>, evidence: Evidence): number {
  const row = confidenceRow(score, passage, evidence);
  let sum = CONFIDENCE_WEIGHTS.bias;
  for (const [at, name] of CONFIDENCE_FEATURES.entries()) sum += CONFIDENCE_WEIGHTS[name] * row[at]!;
  return 1 / (1 + Math.exp(-sum));
}

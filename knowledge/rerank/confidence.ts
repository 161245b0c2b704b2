import { ANSWER_FEATURES } from './measure-answer.ts';
import { CONFIDENCE_FEATURES } from './confidence-features.ts';
import { CONFIDENCE_WEIGHTS, USUAL_CHANCE } from './confidence-weights.ts';
import type { MeasuredPassage } from './measure-passages.ts';
import type { PassageText } from './passage-text.ts';
import type { Question } from './question.ts';

/** What all passages found for a question say together. */
export interface Evidence {
  readonly absent: number;
  readonly words: number;
}

export function measureEvidence(question: Question, passages: readonly PassageText[]): Evidence {
  let all = 0;
  let absent = 0;
  for (const { text, weight, others } of question.words) {
    all += weight;
    const isThere = passages.some((one) => one.text.includes(text) || others.some((other) => one.text.includes(other)));
    if (!isThere) absent += weight;
  }
  return { absent: all === 0 ? 0 : absent / all, words: Math.log(1 + question.words.length) };
}

/** What an index finds by chance stands about here. */
const BY_CHANCE = 4;

/**
 * The score a passage has to stand above: the fifth best of its question. In a small library, where fewer are found, the
 * last one's, but no more than the fifth usually has.
 */
export function scoreByChance(scores: readonly number[], usual: number = USUAL_CHANCE): number {
  const fifth = scores.length > BY_CHANCE ? scores.toSorted((a, b) => b - a)[BY_CHANCE] : undefined;
  return fifth ?? (scores.length > 1 ? Math.min(usual, ...scores) : usual);
}

const ANSWER_PLACES = CONFIDENCE_FEATURES.slice(4).map((name) =>
  ANSWER_FEATURES.indexOf(name as (typeof ANSWER_FEATURES)[number]),
);

/** The features of one passage's confidence in the order of `CONFIDENCE_FEATURES`. `chance` is `scoreByChance`. */
export function confidenceRow(
  score: number,
  chance: number,
  { answer }: Pick<MeasuredPassage, 'answer'>,
  evidence: Evidence,
): number[] {
  return [score, score - chance, evidence.absent, evidence.words, ...ANSWER_PLACES.map((place) => answer[place]!)];
}

/** A logistic over a `confidenceRow`: 0-1, comparable between questions. */
export function confidenceOf(row: readonly number[]): number {
  let sum = CONFIDENCE_WEIGHTS.bias;
  for (const [at, name] of CONFIDENCE_FEATURES.entries()) sum += CONFIDENCE_WEIGHTS[name] * row[at]!;
  return 1 / (1 + Math.exp(-sum));
}

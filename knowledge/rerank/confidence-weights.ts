import type { CONFIDENCE_FEATURES } from './confidence-features.ts';
import type { ANSWER_FEATURES } from './measure-answer.ts';

/** Written by `scripts/fit-confidence.ts`, as all here: what answering adds to a passage's rank. */
export const ANSWER_WEIGHTS: Readonly<Record<(typeof ANSWER_FEATURES)[number], number>> = {
  said: 0.07,
  said_together: 0.78,
  said_in_heading: 1.83,
  told: 0.28,
  untold: -0.28,
  explained: 0.01,
  unexplained: -0.01,
};

/** The score the fifth best passage of a question usually has. */
export const USUAL_CHANCE = 5.91;

/** A logistic that tells answered from unanswerable questions. */
export const CONFIDENCE_WEIGHTS: Readonly<Record<'bias' | (typeof CONFIDENCE_FEATURES)[number], number>> = {
  bias: -9.51,
  score: 0.33,
  margin: 0.42,
  absent: -2.73,
  words: 1.89,
  said: 0.27,
  said_in_heading: 0.49,
  told: 0.24,
  untold: -0.78,
  explained: 2.17,
  unexplained: -2.8,
};

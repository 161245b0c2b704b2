import type { Feature, HEADING_FEATURES, TITLE_FEATURES } from './features.ts';

/** Written by `scripts/fit-reranker.ts`, as all here: for short passages, for long ones. */
export const RANK_WEIGHTS: Readonly<Record<Feature, readonly [short: number, long: number]>> = {
  index: [2.85, 5.77],
  shared_characters: [2.74, 2.84],
  shared_words: [2.98, 3.49],
  order: [1.46, 1.73],
  kind: [-0.26, -1.1],
  denial: [1.39, -0.43],
  missing_other: [1.36, -0.65],
  synonyms: [8.58, 2.42],
  characters: [-3.19, -0.18],
  telling_characters: [1.21, -0.94],
  telling_words: [-2.98, 1.39],
  near: [2.18, 2.5],
  around: [1.34, 1.38],
  sentence: [0.7, 1.57],
  near_pairs: [-4.5, 2.85],
  length: [-4.97, -3.23],
};

export const HEADING_WEIGHTS: Readonly<Record<(typeof HEADING_FEATURES)[number], number>> = {
  shared_characters: 1.49,
  shared_words: -0.06,
  order: 0.95,
  synonyms: 1.06,
  telling_characters: 0.4,
  telling_words: 0.23,
};

export const TITLE_WEIGHTS: Readonly<Record<(typeof TITLE_FEATURES)[number], number>> = {
  telling_characters: 3.05,
  telling_words: 1.98,
  shared_words: 1.69,
};

import { inverseFrequency } from '../vectors/bm25.ts';
import { bestPairWindow, bestSentence, bestWindow, commonOrder } from './measure-overlap.ts';
import type { PassageText } from './passage-text.ts';
import type { Question } from './question.ts';

/** What the built-in reranker looks at, each about 0-1. «Telling» words are rare in Chinese and among the passages found. */
export const FEATURES = [
  /** Score of the index, as a share of the best one's. */
  'index',
  /** Share of the passage's characters, words that the question has too (short passages). */
  'shared_characters',
  'shared_words',
  /** How much is said in the same order. */
  'order',
  /** Both ask for the same kind of thing; both deny or none. */
  'kind',
  'denial',
  /** Words and numbers in other scripts that are missing. */
  'missing_other',
  /** Words covered, themselves or by a synonym. */
  'synonyms',
  /** Characters covered; telling characters and words covered. */
  'characters',
  'telling_characters',
  'telling_words',
  /** Telling characters near each other: in a narrow window, a wide one, one sentence; pairs in a window. */
  'near',
  'around',
  'sentence',
  'near_pairs',
  /** Length of the passage. */
  'length',
] as const;

/** What of these is looked at in the heading alone (in a FAQ the question), and in the title alone. */
export const HEADING_FEATURES = [
  'shared_characters',
  'shared_words',
  'order',
  'synonyms',
  'telling_characters',
  'telling_words',
] as const satisfies readonly Feature[];
export const TITLE_FEATURES = [
  'telling_characters',
  'telling_words',
  'shared_words',
] as const satisfies readonly Feature[];

export type Feature = (typeof FEATURES)[number];

/** Weights of the question's parts among one set of passages. */
export interface PoolWeights {
  readonly characters: readonly number[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly words: readonly number[];
  readonly characterSum: number;
  readonly pairSum: number;
  readonly wordSum: number;
}

/** A part that every passage has tells nothing, but not less than this. */
const LEAST = 0.02;

/** Rare among the passages that were found × rare in Chinese. */
export function weighByPool(question: Question, pool: readonly PassageText[]): PoolWeights {
  const rarest = inverseFrequency(pool.length, 0);
  const rarity = (has: (passage: PassageText) => boolean): number => {
    let found = 0;
    for (const passage of pool) if (has(passage)) found += 1;
    return inverseFrequency(pool.length, found) / rarest + LEAST;
  };
  const characters = question.weights.map((weight, at) => weight * rarity((one) => one.hasToken[at] === 1));
  const pairs = new Map(
    Array.from(question.pairs, ([pair, weight]) => [pair, weight * rarity((one) => one.hasPair.has(pair))]),
  );
  const words = question.words.map((word) => word.weight * rarity((one) => one.text.includes(word.text)));
  return {
    characters,
    pairs,
    words,
    characterSum: sum(characters),
    pairSum: sum(pairs.values()),
    wordSum: sum(words),
  };
}

/** The features of one passage in the order of `FEATURES`. `index` is its score as a share of the best one's. */
export function measure(question: Question, passage: PassageText, pool: PoolWeights, index: number): number[] {
  const { sequence, shortness } = passage;
  const size = question.sequence.length;
  const all = sum(question.sequence.map((number) => question.weights[number]!));
  const kinds = question.kinds & passage.kinds;
  const covered = question.words.map((word) => passage.text.includes(word.text));
  return [
    index,
    passage.sharedCharacters * shortness,
    passage.sharedWords * shortness,
    ratio(commonOrder(question, passage), all),
    bits(kinds) * shortness,
    question.denies === passage.denies ? shortness : 0,
    question.others.filter((word) => !passage.text.includes(word)).length,
    coveredBySynonyms(question, passage, covered),
    ratio(sum(question.weights.filter((_, at) => passage.hasToken[at] === 1)), sum(question.weights)),
    ratio(sum(pool.characters.filter((_, at) => passage.hasToken[at] === 1)), pool.characterSum),
    ratio(sum(pool.words.filter((_, at) => covered[at])), pool.wordSum),
    ratio(bestWindow(sequence, pool.characters, size + 10), pool.characterSum),
    ratio(bestWindow(sequence, pool.characters, 3 * size + 20), pool.characterSum),
    ratio(bestSentence(sequence, pool.characters), pool.characterSum),
    ratio(bestPairWindow(sequence, question.numbers.size, pool.pairs, 2 * size + 15), pool.pairSum),
    Math.log(passage.length + 1) / 6,
  ];
}

function coveredBySynonyms(question: Question, passage: PassageText, covered: readonly boolean[]): number {
  let all = 0;
  let found = 0;
  for (const [at, word] of question.words.entries()) {
    all += word.weight;
    if (covered[at] || word.others.some((other) => passage.text.includes(other))) found += word.weight;
  }
  return ratio(found, all);
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest >>>= 1) count += rest & 1;
  return count;
}

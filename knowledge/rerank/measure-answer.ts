import { askedThings, asksMeaning, explains, tellsThing, type Thing } from './asked-things.ts';
import { askedWords, saysWord, type AskedWord } from './asked-words.ts';
import type { PassageText } from './passage-text.ts';
import type { Question } from './question.ts';

/** What tells whether a passage answers a question, beyond its being near to it; each about 0-1. */
export const ANSWER_FEATURES = [
  /** Weight of the question's subjects said in the passage with its headings; in its best sentence with them. */
  'said',
  'said_together',
  /** The same in the headings alone; a short passage without any is its own heading. */
  'said_in_heading',
  /** The thing asked for (who, how long, how much…) is told in the best sentences; is asked for and told nowhere near. */
  'told',
  'untold',
  /** A word is asked for, and explained; is asked for, and only mentioned. */
  'explained',
  'unexplained',
] as const;

export type AnswerFeature = (typeof ANSWER_FEATURES)[number];

/** What a question wants, taken out once for many passages. */
export interface Wanted {
  readonly words: readonly AskedWord[];
  readonly sum: number;
  readonly things: readonly Thing[];
  readonly meaning: boolean;
}

export function wantedBy(question: Question): Wanted {
  const words = askedWords(question.words, question.text);
  return {
    words,
    sum: words.reduce((sum, word) => sum + word.weight, 0),
    things: askedThings(question.text),
    meaning: asksMeaning(question.text),
  };
}

/** Sentences that say nearly as much as the best one may tell what was asked for. */
const NEAR_BEST = 0.8;

/** The normalised texts over a passage; empty where there is none. */
export interface Headings {
  readonly title: string;
  readonly heading: string;
}

/** The features in the order of `ANSWER_FEATURES`. */
export function measureAnswer(wanted: Wanted, passage: PassageText, { title, heading }: Headings): number[] {
  const { text, sentences, shortness } = passage;
  const { words, sum, things, meaning } = wanted;
  if (sum === 0) return ANSWER_FEATURES.map(() => 0);
  const inHead = words.map((word) => saysWord(word, `${title}\n${heading}`));
  const weigh = (share: (word: AskedWord, at: number) => number): number =>
    words.reduce((all, word, at) => all + share(word, at) * word.weight, 0);
  const lines = sentences.map((sentence) => ({
    sentence,
    together: weigh((word, at) => Math.max(inHead[at]!, saysWord(word, sentence))),
  }));
  const best = lines.reduce((most, line) => Math.max(most, line.together), 0);
  const near = lines.filter((line) => line.together >= best * NEAR_BEST).map((line) => line.sentence);
  const told = things.filter((thing) => near.some((sentence) => tellsThing(thing, sentence))).length;
  const explained = meaning && words.some(({ text: word }) => explains(word, text));
  return [
    weigh((word) => saysWord(word, text)) / sum,
    best / sum,
    Math.max(
      weigh((_, at) => inHead[at]!),
      heading === '' ? best * shortness : 0,
    ) / sum,
    things.length === 0 ? 0 : told / things.length,
    things.length === 0 ? 0 : 1 - told / things.length,
    explained ? 1 : 0,
    meaning && !explained ? 1 : 0,
  ];
}

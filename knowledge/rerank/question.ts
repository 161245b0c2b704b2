import { cutWords } from '../../kernel/chinese-words.ts';
import { characterWeight, wordWeight } from '../text/background-weight.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { splitRuns } from '../text/split-runs.ts';
import { STOP_CHARACTERS } from '../text/stop-characters.ts';
import { isDenial, questionKinds } from './question-kinds.ts';
import { GAP, scanTokens, SENTENCE_END } from './scan-tokens.ts';

/** A word of the question with what may stand for it. */
export interface QuestionWord {
  readonly text: string;
  /** How telling it is in Chinese at large. */
  readonly weight: number;
  readonly others: readonly string[];
}

/** A question taken apart once, to be compared with many passages. */
export interface Question {
  readonly text: string;
  /** Token numbers in the order of the question; equal tokens have equal numbers. */
  readonly sequence: readonly number[];
  /** The number of a token, by its text. */
  readonly numbers: ReadonlyMap<string, number>;
  /** How telling each token is in Chinese at large, by number. */
  readonly weights: readonly number[];
  /** Neighbours in the question: first number × number of tokens + second number, and the pair's weight. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly words: readonly QuestionWord[];
  readonly wordSet: ReadonlySet<string>;
  readonly groups: ReadonlySet<number>;
  /** Words and numbers in other scripts. */
  readonly others: readonly string[];
  readonly kinds: number;
  readonly denies: boolean;
}

const STOP_FACTOR = 0.3;
/** A pair that is no word tells a middling amount. */
const PLAIN_PAIR = 0.5;

export function analyseQuestion(query: string, lexicon: Lexicon): Question {
  const text = normaliseText(query);
  const tokens = scanTokens(text).filter((token) => token !== GAP && token !== SENTENCE_END);
  const numbers = new Map<string, number>();
  for (const token of tokens) if (!numbers.has(token)) numbers.set(token, numbers.size);
  const words = wordsOf(text, lexicon);
  const wordSet = new Set(words.map((word) => word.text));
  return {
    text,
    sequence: tokens.map((token) => numbers.get(token)!),
    numbers,
    weights: Array.from(numbers.keys(), tokenWeight),
    pairs: pairsOf(text, numbers, wordSet),
    words,
    wordSet,
    groups: new Set(words.flatMap((word) => lexicon.groupsOf(word.text))),
    others: splitRuns(text).flatMap((run) => (run.chinese ? [] : [run.text])),
    kinds: questionKinds(text),
    denies: isDenial(text),
  };
}

function tokenWeight(token: string): number {
  return characterWeight(token) * (STOP_CHARACTERS.has(token) ? STOP_FACTOR : 1);
}

function pairsOf(text: string, numbers: ReadonlyMap<string, number>, words: ReadonlySet<string>): Map<number, number> {
  const pairs = new Map<number, number>();
  const tokens = scanTokens(text);
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    const first = numbers.get(tokens[at]!);
    const second = numbers.get(tokens[at + 1]!);
    if (first === undefined || second === undefined) continue;
    const pair = tokens[at]! + tokens[at + 1]!;
    pairs.set(first * numbers.size + second, words.has(pair) ? wordWeight(pair) : PLAIN_PAIR);
  }
  return pairs;
}

function wordsOf(text: string, lexicon: Lexicon): QuestionWord[] {
  const own = new Map(lexicon.ownSynonyms(text).map(({ word, others }) => [word, others]));
  const seen = new Set<string>();
  const words: QuestionWord[] = [];
  const add = (word: string): void => {
    if (seen.has(word)) return;
    seen.add(word);
    const others = [...(own.get(word) ?? []), ...lexicon.groupsOf(word).flatMap((group) => lexicon.wordsOf(group))];
    words.push({ text: word, weight: wordWeight(word) * (STOP_CHARACTERS.has(word) ? STOP_FACTOR : 1), others });
  };
  for (const run of splitRuns(text)) for (const word of run.chinese ? cutWords(run.text) : [run.text]) add(word);
  for (const word of own.keys()) add(word);
  return words;
}

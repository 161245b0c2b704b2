import { cutWords } from '../../kernel/chinese-words.ts';
import { wordWeight } from '../text/background-weight.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { splitRuns } from '../text/split-runs.ts';
import { STOP_CHARACTERS } from '../text/stop-characters.ts';
import { wordCode } from './plain-text.ts';
import { isDenial, questionKinds } from './question-kinds.ts';
import { scanTokens, tokenWeight } from './scan-tokens.ts';

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
  /** The number of a token, by its code (`scanTokens`). */
  readonly numbers: ReadonlyMap<number, number>;
  /** How telling each token is in Chinese at large, by number. */
  readonly weights: readonly number[];
  /** Neighbours in the question: first number × number of tokens + second number, and the pair's weight. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly words: readonly QuestionWord[];
  /** Its words and their built-in synonyms, by their code (`wordCode`), with how telling they are. */
  readonly meant: ReadonlyMap<number, number>;
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
  const sequence: number[] = [];
  const numbers = new Map<number, number>();
  const weights: number[] = [];
  const codes = scanTokens(text, (token, code) => {
    const number = numbers.get(code) ?? numbers.size;
    if (number === numbers.size) weights.push(tokenWeight(token));
    numbers.set(code, number);
    sequence.push(number);
  });
  const words = wordsOf(text, lexicon);
  return {
    text,
    sequence,
    numbers,
    weights,
    pairs: pairsOf(codes, numbers, pairWeights(words)),
    words,
    meant: meantBy(words, lexicon),
    others: splitRuns(text).flatMap((run) => (run.chinese ? [] : [run.text])),
    kinds: questionKinds(text),
    denies: isDenial(text),
  };
}

/** What the words of two characters weigh, by the codes of both. */
function pairWeights(words: readonly QuestionWord[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { text } of words) {
    const codes = scanTokens(text);
    if (codes.length === 2) weights.set(codes.join(), wordWeight(text));
  }
  return weights;
}

function pairsOf(
  codes: readonly number[],
  numbers: ReadonlyMap<number, number>,
  words: ReadonlyMap<string, number>,
): Map<number, number> {
  const pairs = new Map<number, number>();
  for (let at = 0; at + 1 < codes.length; at += 1) {
    const first = numbers.get(codes[at]!);
    const second = numbers.get(codes[at + 1]!);
    if (first === undefined || second === undefined) continue;
    const weight = words.get(`${codes[at]},${codes[at + 1]}`) ?? PLAIN_PAIR;
    pairs.set(first * numbers.size + second, weight);
  }
  return pairs;
}

/** The words, and the words of all built-in groups they are in. */
function meantBy(words: readonly QuestionWord[], lexicon: Lexicon): Map<number, number> {
  const groups = new Set(words.flatMap((word) => lexicon.groupsOf(word.text)));
  const meant = [...words.map((word) => word.text), ...[...groups].flatMap((group) => lexicon.wordsOf(group))];
  return new Map(meant.map((word) => [wordCode(word), wordWeight(word)]));
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

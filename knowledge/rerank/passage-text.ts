import { plainText, type PlainText } from './plain-text.ts';
import type { Question } from './question.ts';
import { GAP, SENTENCE_END } from './scan-tokens.ts';

/** In the sequence: a token the question does not have, a gap, and the end of a sentence. */
export const FOREIGN = -1;
export const BREAK = -2;
export const END = -3;

/** A passage as one question sees it. */
export interface PassageText extends Pick<
  PlainText,
  'text' | 'length' | 'shortness' | 'kinds' | 'denies' | 'sentences'
> {
  /** The question's token numbers in the passage's order, or `FOREIGN`, `BREAK`, `END`. */
  readonly sequence: Int32Array;
  readonly hasToken: Uint8Array;
  readonly hasPair: ReadonlySet<number>;
  /** Share of the passage's own weight that the question has too, by characters and by words; 0 for long ones. */
  readonly sharedCharacters: number;
  readonly sharedWords: number;
}

/** Longer passages are compared by their beginning. */
const MOST_TOKENS = 800;

/** Looks at a passage from a question. */
export function analysePassage(source: string, question: Question): PassageText {
  const plain = plainText(source);
  const { tokens } = plain;
  const size = question.numbers.size;
  const sequence = new Int32Array(Math.min(tokens.length, MOST_TOKENS));
  const hasToken = new Uint8Array(size);
  const hasPair = new Set<number>();
  let shared = 0;
  let before = FOREIGN;
  for (let at = 0; at < tokens.length; at += 1) {
    const number = numberOf(tokens[at]!, question);
    if (at < sequence.length) sequence[at] = number;
    if (number >= 0) {
      if (hasToken[number] === 0) shared += question.weights[number]!;
      hasToken[number] = 1;
      const pair = before * size + number;
      if (before >= 0 && question.pairs.has(pair)) hasPair.add(pair);
    }
    before = number;
  }
  const { text, length, shortness, kinds, denies, sentences, characterSum } = plain;
  return {
    text,
    length,
    shortness,
    kinds,
    denies,
    sentences,
    sequence,
    hasToken,
    hasPair,
    sharedCharacters: characterSum === 0 ? 0 : shared / characterSum,
    sharedWords: sharedWords(plain, question),
  };
}

function numberOf(token: number, question: Question): number {
  if (token === GAP) return BREAK;
  if (token === SENTENCE_END) return END;
  return question.numbers.get(token) ?? FOREIGN;
}

function sharedWords({ words, wordSum }: PlainText, { meant }: Question): number {
  if (wordSum === 0) return 0;
  let shared = 0;
  for (const word of words) shared += meant.get(word) ?? 0;
  return shared / wordSum;
}

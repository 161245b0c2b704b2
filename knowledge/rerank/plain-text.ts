import { cutWords } from '../../kernel/chinese-words.ts';
import { wordWeight } from '../text/background-weight.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { splitRuns } from '../text/split-runs.ts';
import { termNumber } from '../vectors/term-number.ts';
import { isDenial, questionKinds } from './question-kinds.ts';
import { scanTokens, tokenWeight } from './scan-tokens.ts';
import { TextMemory } from './text-memory.ts';

/** A passage taken apart once, whatever question it is compared with. */
export interface PlainText {
  /** Normalised. */
  readonly text: string;
  /** As `scanTokens` numbers them. */
  readonly tokens: Int32Array;
  /** Tokens without gaps. */
  readonly length: number;
  /** 1 for a heading of a few words, 0 for a page: what is asked of short texts (to say the same and no more) fades with it. */
  readonly shortness: number;
  /** Of a short text, what its characters weigh and its words with what they weigh, each once; of a long one nothing. */
  readonly characterSum: number;
  readonly words: Int32Array;
  readonly wordSum: number;
  readonly kinds: number;
  readonly denies: boolean;
  /** The normalised text between marks that end a sentence, and lines. */
  readonly sentences: readonly string[];
}

const SHORT_SCALE = 60;
/** Below this shortness what the passage says beside the question is not looked at: it would weigh nothing. */
const SHORTEST = 0.02;
/** Characters of texts that are kept taken apart: some ten thousand passages in about 30 MB. */
const REMEMBERED = 2_000_000;

const SENTENCE_END = /[。！？!?；;\n]+/u;

const memory = new TextMemory<PlainText>(REMEMBERED);

/** Takes a text apart, or remembers it: the same passages are found again and again. */
export function plainText(source: string): PlainText {
  return memory.of(source, takeApart);
}

function takeApart(source: string): PlainText {
  const text = normaliseText(source);
  const seen = new Set<number>();
  let length = 0;
  let characterSum = 0;
  const tokens = scanTokens(text, (token, code) => {
    length += 1;
    if (seen.has(code)) return;
    seen.add(code);
    characterSum += tokenWeight(token);
  });
  const shortness = Math.exp(-length / SHORT_SCALE);
  const isShort = shortness > SHORTEST;
  const { words, wordSum } = isShort ? wordsIn(text) : { words: [], wordSum: 0 };
  return {
    text,
    tokens: Int32Array.from(tokens),
    length,
    shortness,
    characterSum: isShort ? characterSum : 0,
    words: Int32Array.from(words),
    wordSum,
    kinds: questionKinds(text),
    denies: isDenial(text),
    sentences: text.split(SENTENCE_END).filter((sentence) => sentence.length > 1),
  };
}

function wordsIn(text: string): { words: number[]; wordSum: number } {
  const words = new Set(splitRuns(text).flatMap((run) => (run.chinese ? cutWords(run.text) : [run.text])));
  let wordSum = 0;
  for (const word of words) wordSum += wordWeight(word);
  return { words: Array.from(words, wordCode), wordSum };
}

/** A word as a number that fits an `Int32Array`. */
export function wordCode(word: string): number {
  return termNumber(word) | 0;
}

import { cutWords } from '../../kernel/chinese-words.ts';
import { characterWeight, wordWeight } from '../text/background-weight.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { STOP_CHARACTERS } from '../text/stop-characters.ts';
import { splitRuns } from '../text/split-runs.ts';
import { isDenial, questionKinds } from './question-kinds.ts';
import type { Question } from './question.ts';
import { GAP, scanTokens, SENTENCE_END } from './scan-tokens.ts';

/** In the sequence: a token the question does not have, a gap, and the end of a sentence. */
export const FOREIGN = -1;
export const BREAK = -2;
export const END = -3;

/** A passage as one question sees it. */
export interface PassageText {
  readonly text: string;
  /** The question's token numbers in the passage's order, or `FOREIGN`, `BREAK`, `END`. */
  readonly sequence: Int32Array;
  /** Tokens without gaps. */
  readonly length: number;
  /** 1 for a heading of a few words, 0 for a page: what is asked of short texts (to say the same and no more) fades with it. */
  readonly shortness: number;
  readonly hasToken: Uint8Array;
  readonly hasPair: ReadonlySet<number>;
  /** Share of the passage's own weight that the question has too, by characters and by words; 0 for long ones. */
  readonly sharedCharacters: number;
  readonly sharedWords: number;
  readonly kinds: number;
  readonly denies: boolean;
}

const SHORT_SCALE = 60;
/** Below this shortness what the passage says beside the question is not looked at: it would weigh nothing. */
const SHORTEST = 0.02;
/** Longer passages are compared by their beginning. */
const MOST_TOKENS = 800;
const STOP_FACTOR = 0.3;

/** `text` is normalised. */
export function analysePassage(text: string, question: Question, lexicon: Lexicon): PassageText {
  const tokens = scanTokens(text);
  const sequence = new Int32Array(Math.min(tokens.length, MOST_TOKENS));
  const hasToken = new Uint8Array(question.numbers.size);
  const hasPair = new Set<number>();
  let length = 0;
  let before = FOREIGN;
  for (const [at, token] of tokens.entries()) {
    const number = token === GAP ? BREAK : token === SENTENCE_END ? END : (question.numbers.get(token) ?? FOREIGN);
    if (number > BREAK) length += 1;
    if (at < sequence.length) sequence[at] = number;
    if (number >= 0) {
      hasToken[number] = 1;
      const pair = before * question.numbers.size + number;
      if (before >= 0 && question.pairs.has(pair)) hasPair.add(pair);
    }
    before = number;
  }
  const shortness = Math.exp(-length / SHORT_SCALE);
  const isShort = shortness > SHORTEST;
  return {
    text,
    sequence,
    length,
    shortness,
    hasToken,
    hasPair,
    sharedCharacters: isShort ? sharedCharacters(tokens, question) : 0,
    sharedWords: isShort ? sharedWords(text, question, lexicon) : 0,
    kinds: questionKinds(text),
    denies: isDenial(text),
  };
}

function sharedCharacters(tokens: readonly string[], question: Question): number {
  let all = 0;
  let shared = 0;
  for (const token of new Set(tokens)) {
    if (token === GAP || token === SENTENCE_END) continue;
    const weight = characterWeight(token) * (STOP_CHARACTERS.has(token) ? STOP_FACTOR : 1);
    all += weight;
    if (question.numbers.has(token)) shared += weight;
  }
  return all === 0 ? 0 : shared / all;
}

function sharedWords(text: string, question: Question, lexicon: Lexicon): number {
  const words = new Set(splitRuns(text).flatMap((run) => (run.chinese ? cutWords(run.text) : [run.text])));
  let all = 0;
  let shared = 0;
  for (const word of words) {
    const weight = wordWeight(word);
    all += weight;
    if (question.wordSet.has(word) || lexicon.groupsOf(word).some((group) => question.groups.has(group)))
      shared += weight;
  }
  return all === 0 ? 0 : shared / all;
}

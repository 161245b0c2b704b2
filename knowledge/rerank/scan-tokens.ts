import { characterWeight } from '../text/background-weight.ts';
import { STOP_CHARACTERS } from '../text/stop-characters.ts';
import { termNumber } from '../vectors/term-number.ts';

/** Stands between tokens that are not neighbours. */
export const GAP = 0;
/** Ends a sentence. */
export const SENTENCE_END = 1;

const ENDS = new Set('。！？!?;；\n');
const WORDLIKE = /[\p{L}\p{N}]/u;
const STOP_FACTOR = 0.3;

/**
 * The tokens of a normalised text in their order, as numbers: Chinese characters one by one (their code points) and words
 * of other scripts whole (negative, by a hash), with `GAP` for other signs and `SENTENCE_END` between sentences.
 *
 * @param tell is told each token that is a word or a character
 */
export function scanTokens(text: string, tell?: (token: string, code: number) => void): number[] {
  const codes: number[] = [];
  let word = '';
  const endWord = (): void => {
    if (word === '') return;
    const code = ~(termNumber(word) >>> 1);
    codes.push(code);
    tell?.(word, code);
    word = '';
  };
  const mark = (sign: number): void => {
    endWord();
    const last = codes.at(-1);
    if (last === GAP) codes[codes.length - 1] = sign;
    else if (last !== undefined && last !== SENTENCE_END) codes.push(sign);
  };
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    if (isChinese(code)) {
      endWord();
      codes.push(code);
      tell?.(sign, code);
    } else if (ENDS.has(sign)) mark(SENTENCE_END);
    else if (WORDLIKE.test(sign)) word += sign;
    else mark(GAP);
  }
  endWord();
  return codes;
}

function isChinese(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x20000 && code <= 0x323af)
  );
}

/** How telling a token is in Chinese at large. */
export function tokenWeight(token: string): number {
  return characterWeight(token) * (STOP_CHARACTERS.has(token) ? STOP_FACTOR : 1);
}

/** Ends a sentence in the list of tokens. */
export const SENTENCE_END = '。';
/** Stands between tokens that are not neighbours. */
export const GAP = ' ';

const ENDS = new Set('。！？!?;；\n');
const WORDLIKE = /[\p{L}\p{N}]/u;

/**
 * Chinese characters one by one and words of other scripts whole, in the order of a normalised text, with `GAP` for other
 * signs and `SENTENCE_END` between sentences.
 */
export function scanTokens(text: string): string[] {
  const tokens: string[] = [];
  let word = '';
  const endWord = (): void => {
    if (word !== '') tokens.push(word);
    word = '';
  };
  const mark = (sign: string): void => {
    endWord();
    const last = tokens.at(-1);
    if (last === GAP) tokens[tokens.length - 1] = sign;
    else if (last !== undefined && last !== SENTENCE_END) tokens.push(sign);
  };
  for (const sign of text) {
    if (isChinese(sign)) {
      endWord();
      tokens.push(sign);
    } else if (ENDS.has(sign)) mark(SENTENCE_END);
    else if (WORDLIKE.test(sign)) word += sign;
    else mark(GAP);
  }
  endWord();
  return tokens;
}

function isChinese(sign: string): boolean {
  const code = sign.codePointAt(0)!;
  return (
    (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x20000 && code <= 0x323af)
  );
}

import { createHash } from 'node:crypto';

/** The sum of a fixed direction per word (pairs of characters), not of length 1: whoever needs that makes it so. */
export function meaningVector(text: string, dimension: number, meanings: readonly (readonly string[])[]): number[] {
  let rest = text.toLowerCase();
  const features: string[] = [];
  for (const [number, words] of meanings.entries())
    for (const word of words) {
      const pieces = rest.split(word);
      for (let times = 1; times < pieces.length; times += 1) features.push(`meaning ${number}`, `meaning ${number}`);
      rest = pieces.join(' ');
    }
  const signs = [...rest].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  for (let at = 0; at + 1 < signs.length; at += 1) features.push(signs[at]! + signs[at + 1]!);
  if (features.length === 0) features.push(text);
  const vector = Array.from<number>({ length: dimension }).fill(0);
  for (const feature of features)
    for (const [at, value] of direction(feature, dimension).entries()) vector[at]! += value;
  return vector;
}

/** Numbers between -1 and 1 that follow from the text. */
function direction(feature: string, dimension: number): number[] {
  const numbers: number[] = [];
  for (let block = 0; numbers.length < dimension; block += 1) {
    const bytes = createHash('sha256').update(`${block} ${feature}`).digest();
    for (const byte of bytes) numbers.push(byte / 127.5 - 1);
  }
  return numbers.slice(0, dimension);
}

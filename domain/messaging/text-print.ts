import { createHash } from 'node:crypto';

const SHORTEST = 12;
const BITS = 64;

/**
 * A 64-bit print of a text (simhash over pairs of characters; Charikar 2002): nearly equal texts differ in few bits. Digits,
 * punctuation and blanks do not count, so a changed price or name alone does not make a text another one. Null for texts
 * too short to compare.
 * @returns a signed 64-bit integer as PostgreSQL's `bigint` keeps it
 */
export function textPrint(text: string): bigint | null {
  const letters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}]/gu, ''),
  ];
  if (letters.length < SHORTEST) return null;
  const weights = new Int32Array(BITS);
  for (let at = 0; at + 1 < letters.length; at += 1) {
    const hash = createHash('md5')
      .update(`${letters[at]}${letters[at + 1]}`)
      .digest()
      .readBigUInt64BE(0);
    for (let bit = 0; bit < BITS; bit += 1) weights[bit]! += (hash >> BigInt(bit)) & 1n ? 1 : -1;
  }
  let print = 0n;
  for (let bit = 0; bit < BITS; bit += 1) if (weights[bit]! > 0) print |= 1n << BigInt(bit);
  return BigInt.asIntN(BITS, print);
}

/** Bits in which two prints of nearly the same text may differ. */
export const NEARLY_SAME_BITS = 8;

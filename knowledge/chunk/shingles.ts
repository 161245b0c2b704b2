/** Characters of a shingle and numbers of a signature; 16 bands of 4 find nine of ten pairs from a likeness of 0.8. */
const SIZE = 6;
const NUMBERS = 64;
const BANDS = 16;
/** A text this short looks like others by chance. */
const SHORTEST = 60;
const MOST_SHINGLES = 200_000;

/**
 * MinHash of a text's shingles (runs of six letters or digits): two texts share about as many numbers as they have
 * shingles in common (Broder 1997). `null` for a short text.
 */
export function signatureOf(text: string): number[] | null {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (letters.length < SHORTEST) return null;
  const signature = new Uint32Array(NUMBERS).fill(0xffffffff);
  const step = Math.max(1, Math.floor(letters.length / MOST_SHINGLES));
  for (let at = 0; at + SIZE <= letters.length; at += step) {
    const base = hash(letters, at);
    const stride = mix(base ^ 0x9e3779b9) | 1;
    for (let index = 0; index < NUMBERS; index += 1) {
      const value = mix((base + Math.imul(index, stride)) >>> 0);
      if (value < (signature[index] ?? 0)) signature[index] = value;
    }
  }
  return [...signature];
}

/** The bands of a signature, each as one number: documents that share one are worth comparing. */
export function bandsOf(signature: readonly number[]): string[] {
  const rows = NUMBERS / BANDS;
  return Array.from({ length: BANDS }, (_, band) => {
    let code = 0n;
    for (let row = 0; row < rows; row += 1)
      code = (code * 1_000_003n + BigInt(signature[band * rows + row] ?? 0)) & MASK;
    return BigInt.asIntN(64, code).toString();
  });
}
const MASK = (1n << 64n) - 1n;

/** About the share of shingles two texts have in common, 0-1. */
export function likenessOf(a: readonly number[], b: readonly number[]): number {
  let same = 0;
  for (let index = 0; index < NUMBERS; index += 1) if (a[index] === b[index]) same += 1;
  return same / NUMBERS;
}

/** FNV-1a over one shingle. */
function hash(text: string, at: number): number {
  let code = 0x811c9dc5;
  for (let index = at; index < at + SIZE; index += 1) code = Math.imul(code ^ text.charCodeAt(index), 0x01000193);
  return code >>> 0;
}

/** The finaliser of MurmurHash3: every bit depends on every other. */
function mix(code: number): number {
  let value = Math.imul(code ^ (code >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

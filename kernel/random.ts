import { randomBytes, randomInt } from 'node:crypto';

/** Where chance comes from. Injected, so that a seed replays a run. */
export interface Random {
  /** A whole number from `min` up to, not including, `max`. */
  int(min: number, max: number): number;
  /** Bytes fit for secrets. */
  bytes(length: number): Buffer;
}

export const systemRandom: Random = {
  int: (min, max) => randomInt(min, max),
  bytes: (length) => randomBytes(length),
};

/**
 * The same numbers for the same seed, for demo data, tests and replays. Never for secrets: `bytes` can be foretold by
 * whoever knows the seed. Generator: sfc32 of PractRand (32-bit words, period of at least 2^32), warmed up 15 rounds.
 *
 * @param seed any number; its lower 32 bits count
 */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, 0x9e37_79b9 | 0, 0x243f_6a88, 1];
  const word = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  };
  for (let round = 0; round < 15; round += 1) word();
  return {
    int: (min, max) => min + Math.floor((word() / 2 ** 32) * (max - min)),
    bytes: (length) => Buffer.from(Array.from({ length }, () => word() >>> 24)),
  };
}

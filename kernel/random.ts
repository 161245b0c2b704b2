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

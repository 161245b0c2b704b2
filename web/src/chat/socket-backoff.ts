const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the next attempt to connect: doubles from half a second to twenty, of which a random half
 * is taken off, so that many pages do not come back in the same moment after a restart.
 *
 * @param attempt Failed attempts since the last good connection, from 1.
 * @param random A number in [0, 1).
 * @returns Milliseconds.
 */
export function backoffDelay(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

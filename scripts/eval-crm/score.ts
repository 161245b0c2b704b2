/** How many numbers were compared, and how many were the same. */
export interface Score {
  compared: number;
  equal: number;
}

/**
 * Whether a number is the expected one: whole numbers exactly, others within a millionth of it or the rounding of the truth
 * (`decimals` places).
 */
export function isSame(actual: unknown, expected: number | null, decimals = 4): boolean {
  if (expected === null) return actual === null;
  if (typeof actual !== 'number') return false;
  if (Number.isInteger(expected) && Number.isInteger(actual)) return actual === expected;
  return Math.abs(actual - expected) <= 0.5 * 10 ** -decimals + 1e-6 * Math.abs(expected);
}

/** Counts a comparison and tells about a difference. */
export function compare(score: Score, what: string, actual: unknown, expected: number | null, decimals?: number): void {
  score.compared += 1;
  if (isSame(actual, expected, decimals)) score.equal += 1;
  else console.error(`${what}: expected ${expected}, got ${String(actual)}`);
}

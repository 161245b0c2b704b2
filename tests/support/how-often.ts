/** Set by `npm run test:faults`. */
const LONG = process.env['LONG_RUNS'] === '1';

/**
 * How often something drawn by chance is tried, how many rows a test is fed, or how many milliseconds that may take:
 * `short` in the suite, `long` in `npm run test:faults`, which is run for itself.
 */
export function howOften(short: number, long: number): number {
  return LONG ? long : short;
}

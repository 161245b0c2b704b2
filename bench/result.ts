import type { Machine } from './machine.ts';
import type { Spread } from './spread.ts';

/** Which database a figure was taken on. */
export type DatabaseKind = 'PostgreSQL' | 'embedded';

/** What a figure should be, and whether it is. */
export interface Aim {
  /** For a reader: `at least 0.8`. */
  readonly text: string;
  readonly met: boolean;
}

/** One measured thing: a line of the table. */
export interface Figure {
  readonly what: string;
  readonly on: DatabaseKind;
  readonly unit: string;
  readonly spread: Spread;
  readonly aim?: Aim;
  /** Where the time goes, from a profile taken in the same run: one line, when the aim was missed. */
  readonly profile?: string;
}

/** What one benchmark prints as a JSON line. */
export interface BenchResult {
  readonly bench: string;
  readonly title: string;
  /** How it was done, for a reader who wants to do it again: one or two sentences. */
  readonly method: string;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
}

/** Prints the result as the one JSON line that `run.ts` looks for. */
export function printResult(result: BenchResult): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The parts of a set: rules are mended by looking at `tuning`; lines of `kept` are counted and never shown, nor are those of
 * `fresh`, which were written after the rules.
 */
export const PARTS = ['tuning', 'kept', 'fresh'] as const;
export type Part = (typeof PARTS)[number];

const FOLDER = join(import.meta.dirname, '../../evals');

/** The lines of a set in `evals/`. */
export function readLines<Line>(file: string): Line[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

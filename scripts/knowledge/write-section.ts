import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aligned, placeSection } from '../../bench/write-results.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md');

/** Writes a section of docs/benchmarks.md in the place of the one with its title. The first row is the head of the table. */
export function writeSection(section: {
  readonly title: string;
  readonly method: string;
  readonly rows: readonly (readonly string[])[];
}): void {
  const text = [`## ${section.title}`, section.method, aligned(section.rows)].join('\n\n');
  writeFileSync(PAGE, placeSection(readFileSync(PAGE, 'utf8'), section.title, text));
}

/** A figure of a ranking; empty where the set has none. */
export function threeDigits(value: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(3);
}

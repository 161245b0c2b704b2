import type { FieldValues } from '../../../../kernel/conditions/holds.ts';
import { isMissing } from './fit-data.ts';
import type { Bins, SimpleBins } from './fitted-model.ts';

/** Rows at the overall rate that are added to every bin, so that a handful of rows moves little. */
const PRIOR_ROWS = 12;

/** Weights of rows in a bin: all of them, and those that were won. */
export interface BinCount {
  all: number;
  won: number;
}

/** ln(odds in the bin / odds of all rows), shrunk. @param rate share of won rows over all bins, inside (0, 1) */
export function weightOfEvidence({ all, won }: BinCount, rate: number): number {
  const shrunk = (won + PRIOR_ROWS * rate) / (all + PRIOR_ROWS);
  return Math.log(shrunk / (1 - shrunk)) - Math.log(rate / (1 - rate));
}

/** The place of a number among ascending cuts. */
export function binOf(value: number, cuts: readonly number[]): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The name of the bin a value falls into; what cannot be read as a number counts as missing. */
export function codeOf(value: unknown, bins: SimpleBins): string {
  if (isMissing(value)) return MISSING;
  if (bins.kind === 'category') return Object.hasOwn(bins.levels, String(value)) ? `=${String(value)}` : OTHER;
  const number = Number(value);
  return Number.isFinite(number) ? String(binOf(number, bins.cuts)) : MISSING;
}

const MISSING = '?';
const OTHER = '*';

/** The weight of a record in the bins of a column (of two columns, for a pair). */
export function weightOf(values: FieldValues, name: string, bins: Bins): number {
  if (bins.kind === 'pair') {
    const cell = [bins.left, bins.right].map((side) => codeOf(values[side.name], side.bins)).join('|');
    return Object.hasOwn(bins.cells, cell) ? bins.cells[cell]! : 0;
  }
  const code = codeOf(values[name], bins);
  if (code === MISSING) return bins.missing;
  if (bins.kind === 'number') return bins.weights[Number(code)]!;
  return code === OTHER ? bins.other : bins.levels[code.slice(1)]!;
}

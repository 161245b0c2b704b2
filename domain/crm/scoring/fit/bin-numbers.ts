import type { NumberBins } from './fitted-model.ts';
import { weightOfEvidence, type BinCount } from './weight-of-evidence.ts';

/** A number with the outcome of its row. */
export interface NumberRow {
  readonly value: number;
  readonly won: boolean;
  readonly weight: number;
}

interface Bin extends BinCount {
  /** The largest value in it. */
  readonly top: number;
}

const FIRST_BINS = 24;
const MOST_BINS = 10;
/** A bin holds at least this share of the rows. */
const LEAST_SHARE = 0.03;
/** Neighbours closer than this (chi-square, one degree of freedom, p = 0.01) are one bin. */
const CHI_SQUARE = 6.6;

/**
 * Cuts a number into ranges: first into equal parts, then neighbours are joined until every bin has enough rows, follows
 * the direction (pool adjacent violators, where one is given), and differs from the next beyond chance.
 */
export function binNumbers(
  rows: NumberRow[],
  missing: BinCount,
  rate: number,
  direction: 'up' | 'down' | undefined,
): NumberBins {
  const total = rows.reduce((sum, row) => sum + row.weight, missing.all);
  let bins = firstBins(rows);
  bins = joinWhile(bins, (left, right) => Math.min(left.all, right.all) < LEAST_SHARE * total);
  if (direction) bins = poolViolators(bins, direction);
  bins = joinAlike(bins);
  return {
    kind: 'number',
    cuts: bins.slice(0, -1).map((bin) => bin.top),
    weights: bins.length > 0 ? bins.map((bin) => weightOfEvidence(bin, rate)) : [0],
    missing: weightOfEvidence(missing, rate),
  };
}

/** Equal parts by weight; equal values stay together. */
function firstBins(rows: NumberRow[]): Bin[] {
  rows.sort((left, right) => left.value - right.value);
  const size = rows.reduce((sum, row) => sum + row.weight, 0) / FIRST_BINS;
  const bins: Bin[] = [];
  let open: { -readonly [K in keyof Bin]: Bin[K] } | undefined;
  for (const { value, won, weight } of rows) {
    if (open && open.all >= size && value > open.top) {
      bins.push(open);
      open = undefined;
    }
    open ??= { top: value, all: 0, won: 0 };
    open.top = value;
    open.all += weight;
    if (won) open.won += weight;
  }
  if (open) bins.push(open);
  return bins;
}

function join(left: Bin, right: Bin): Bin {
  return { top: right.top, all: left.all + right.all, won: left.won + right.won };
}

function joinWhile(bins: readonly Bin[], tooSmall: (left: Bin, right: Bin) => boolean): Bin[] {
  const done: Bin[] = [];
  for (const bin of bins) {
    const last = done.at(-1);
    if (last && tooSmall(last, bin)) done[done.length - 1] = join(last, bin);
    else done.push(bin);
  }
  return done;
}

/** Joins neighbours whose rates run against the direction (Ayer and others 1955). */
function poolViolators(bins: readonly Bin[], direction: 'up' | 'down'): Bin[] {
  const sign = direction === 'up' ? 1 : -1;
  const done: Bin[] = [];
  for (const bin of bins) {
    done.push(bin);
    while (done.length > 1) {
      const [left, right] = done.slice(-2) as [Bin, Bin];
      if (sign * (right.won / right.all - left.won / left.all) > 0) break;
      done.splice(-2, 2, join(left, right));
    }
  }
  return done;
}

/** Joins the two most alike neighbours until all differ and there are few enough. */
function joinAlike(bins: readonly Bin[]): Bin[] {
  const done = [...bins];
  for (;;) {
    let [closest, least] = [-1, Infinity];
    for (let at = 0; at + 1 < done.length; at += 1) {
      const distance = chiSquare(done[at]!, done[at + 1]!);
      if (distance < least) [closest, least] = [at, distance];
    }
    if (closest < 0 || (least >= CHI_SQUARE && done.length <= MOST_BINS)) return done;
    done.splice(closest, 2, join(done[closest]!, done[closest + 1]!));
  }
}

/** Pearson's chi-square of two bins and two outcomes. */
function chiSquare(left: BinCount, right: BinCount): number {
  const all = left.all + right.all;
  const won = left.won + right.won;
  if (won <= 0 || won >= all) return 0;
  const difference = left.won / left.all - right.won / right.all;
  return (difference * difference * left.all * right.all * all) / (won * (all - won));
}

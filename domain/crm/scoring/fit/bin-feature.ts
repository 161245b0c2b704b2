import { isMissing, type FeatureDefinition, type FitRow } from './fit-data.ts';
import { binNumbers, type NumberRow } from './bin-numbers.ts';
import type { Bins, CategoryBins, SimpleBins } from './fitted-model.ts';
import { weightOfEvidence, type BinCount } from './weight-of-evidence.ts';

/** A value of a category counts by itself from so many rows on; rarer ones are «other». */
const LEAST_ROWS = 8;

/** What was found out about one column. */
export interface BinnedFeature<B extends Bins = Bins> {
  readonly feature: FeatureDefinition;
  readonly bins: B;
  /** How many different values it has, a missing one counted. */
  readonly distinct: number;
}

/** Cuts one column into bins with a weight each. @param rate share of won rows, inside (0, 1) */
export function binFeature(
  feature: FeatureDefinition,
  rows: readonly FitRow[],
  rate: number,
): BinnedFeature<SimpleBins> {
  const missing: BinCount = { all: 0, won: 0 };
  const known: FitRow[] = [];
  for (const row of rows) {
    const value = row.values[feature.name];
    if (isMissing(value) || (feature.kind === 'number' && !Number.isFinite(Number(value)))) count(missing, row);
    else known.push(row);
  }
  const different = new Set(known.map((row) => String(row.values[feature.name])));
  const distinct = different.size + (missing.all > 0 ? 1 : 0);
  const bins =
    feature.kind === 'number'
      ? binNumbers(known.map(numberRow(feature.name)), missing, rate, feature.monotone)
      : binCategory(feature.name, known, missing, rate);
  return { feature, bins, distinct };
}

function numberRow(name: string): (row: FitRow) => NumberRow {
  return ({ values, won, weight }) => ({ value: Number(values[name]), won, weight });
}

function binCategory(name: string, rows: readonly FitRow[], missing: BinCount, rate: number): CategoryBins {
  const counts = new Map<string, BinCount>();
  for (const row of rows) {
    const key = String(row.values[name]);
    const bin = counts.get(key) ?? { all: 0, won: 0 };
    counts.set(key, bin);
    count(bin, row);
  }
  const other: BinCount = { all: 0, won: 0 };
  const levels: Record<string, number> = {};
  for (const [key, bin] of [...counts].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    if (bin.all >= LEAST_ROWS) levels[key] = weightOfEvidence(bin, rate);
    else {
      other.all += bin.all;
      other.won += bin.won;
    }
  }
  return {
    kind: 'category',
    levels,
    other: weightOfEvidence(other, rate),
    missing: weightOfEvidence(missing, rate),
  };
}

function count(bin: BinCount, row: FitRow): void {
  bin.all += row.weight;
  if (row.won) bin.won += row.weight;
}

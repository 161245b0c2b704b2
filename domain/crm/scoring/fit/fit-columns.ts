import type { BinnedFeature } from './bin-feature.ts';
import { encodeRows } from './encode-rows.ts';
import type { FitRow } from './fit-data.ts';
import { fitLogistic } from './fit-logistic.ts';

export interface ColumnFit {
  readonly features: readonly BinnedFeature[];
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly means: readonly number[];
  /** Columns that lost their part to others. */
  readonly dropped: readonly BinnedFeature[];
}

/**
 * Fits the weights of the columns. A column whose coefficient falls below zero says the opposite of what its own bins
 * say, because others say the same better: it is taken out, the worst first, so that every factor keeps its sense (and
 * a direction that was asked for).
 */
export async function fitColumns(
  rows: readonly FitRow[],
  columns: readonly BinnedFeature[],
  penalty: number,
): Promise<ColumnFit> {
  let features = [...columns];
  const dropped: BinnedFeature[] = [];
  for (;;) {
    const { x, won, weights, means } = encodeRows(rows, features);
    const { intercept, coefficients } = await fitLogistic(x, won, weights, penalty);
    const least = coefficients.reduce((found, value, at) => (value < coefficients[found]! ? at : found), 0);
    if (features.length === 0 || coefficients[least]! > 0)
      return { features, intercept, coefficients: [...coefficients], means: [...means], dropped };
    dropped.push(features[least]!);
    features = features.filter((_, at) => at !== least);
  }
}

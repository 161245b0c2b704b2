import type { FitRow } from './fit-data.ts';
import type { BinnedFeature } from './bin-feature.ts';
import type { Matrix } from './fit-logistic.ts';
import { weightOf } from './weight-of-evidence.ts';

/** Rows as the regression takes them: the weight of each value's bin, less the column's mean. */
export interface EncodedRows {
  readonly x: Matrix;
  readonly won: Uint8Array;
  readonly weights: Float64Array;
  readonly means: Float64Array;
}

/** @param means of the columns where they are known already (rows the model was not made from) */
export function encodeRows(
  rows: readonly FitRow[],
  features: readonly BinnedFeature[],
  means: Float64Array = new Float64Array(0),
): EncodedRows {
  const columns = features.length;
  const data = new Float64Array(rows.length * columns);
  const own = means.length === columns ? means : new Float64Array(columns);
  let all = 0;
  rows.forEach((row, at) => {
    all += row.weight;
    features.forEach(({ feature, bins }, column) => {
      const weight = weightOf(row.values, feature.name, bins);
      data[at * columns + column] = weight;
      if (own !== means) own[column]! += row.weight * weight;
    });
  });
  if (own !== means) for (let column = 0; column < columns; column += 1) own[column]! /= all;
  for (let at = 0; at < data.length; at += 1) data[at]! -= own[at % columns]!;
  return {
    x: { rows: rows.length, columns, data },
    won: Uint8Array.from(rows, (row) => (row.won ? 1 : 0)),
    weights: Float64Array.from(rows, (row) => row.weight),
    means: own,
  };
}

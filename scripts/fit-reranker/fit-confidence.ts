import { confidenceRow, scoreByChance } from '../../knowledge/rerank/confidence.ts';
import type { MeasuredPassage } from '../../knowledge/rerank/measure-passages.ts';
import { descend } from './descend.ts';
import type { Example } from './find-example.ts';
import { weighted } from './fit-ranking.ts';

/** Questions of one kind: all are answered by the passage that comes first, or none is. */
export interface Kind {
  readonly examples: readonly Example[];
  readonly answered: boolean;
  /** What the kind counts, however many questions it has. */
  readonly share: number;
}

export type ScoreOf = (passage: MeasuredPassage) => number;

const SHRINK = 0.03;

/** The place of the passage that comes first; -1 where nothing is found. */
export function firstPlace(example: Example, scoreOf: ScoreOf): number {
  const scores = example.passages.map(scoreOf);
  return scores.indexOf(Math.max(...scores));
}

/** The confidence's features of the passage that comes first; null where nothing is found. */
export function firstRow(example: Example, scoreOf: ScoreOf, usual: number): number[] | null {
  const scores = example.passages.map(scoreOf);
  const best = scores.indexOf(Math.max(...scores));
  const passage = example.passages[best];
  return passage ? confidenceRow(scores[best]!, scoreByChance(scores, usual), passage, example.evidence) : null;
}

/** A logistic: the bias, then a weight for each feature. Fitted on standardised features, told for plain ones. */
export function fitConfidence(
  kinds: readonly Kind[],
  scoreOf: ScoreOf,
  usual: number,
): { bias: number; weights: number[] } {
  const rows = kinds.flatMap(({ examples, answered, share }) => {
    const own = examples.flatMap((one) => {
      const row = firstRow(one, scoreOf, usual);
      return row ? [row] : [];
    });
    return own.map((row) => ({ row, target: answered ? 1 : 0, share: share / own.length }));
  });
  const width = rows[0]!.row.length;
  const columns = Array.from({ length: width }, (_, at) => rows.map(({ row }) => row[at]!));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map(
    (column, at) => Math.sqrt(column.reduce((sum, value) => sum + (value - means[at]!) ** 2, 0) / column.length) || 1,
  );
  const standard = rows.map((one) => ({
    ...one,
    row: [1, ...one.row.map((value, at) => (value - means[at]!) / spreads[at]!)],
  }));
  const fitted = descend(width + 1, SHRINK, (weights, into) => {
    for (const { row, target, share } of standard) {
      const push = (1 / (1 + Math.exp(-weighted(row, weights))) - target) * share;
      for (let at = 0; at <= width; at += 1) into[at]! += push * row[at]!;
    }
    into[0]! -= SHRINK * weights[0]!;
  });
  const weights = spreads.map((spread, at) => fitted[at + 1]! / spread);
  return { bias: fitted[0]! - weighted(means, weights), weights };
}

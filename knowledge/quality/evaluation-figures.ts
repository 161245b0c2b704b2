import type { EvaluationFigures } from '../../kernel/contracts/knowledge-quality.ts';

/** What was found for one question. Ranks count from 1; `null` is not among the first ten. */
export interface JudgedQuestion {
  readonly unanswerable: boolean;
  readonly rank: number | null;
  readonly documentRank: number | null;
  /** Discounted gain of the first ten against the best possible, 0-1. */
  readonly gain: number;
  readonly confidence: number;
  readonly refused: boolean;
}

const FIRST = 10;

/** Recall, mean reciprocal rank, discounted gain and refusal over questions. */
export function figuresOf(results: readonly JudgedQuestion[]): EvaluationFigures {
  const answerable = results.filter((one) => !one.unanswerable);
  const unanswerable = results.filter((one) => one.unanswerable);
  const within = (rank: (one: JudgedQuestion) => number | null, most: number) =>
    mean(answerable.map((one) => ((rank(one) ?? Infinity) <= most ? 1 : 0)));
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    recall_1: within((one) => one.rank, 1),
    recall_5: within((one) => one.rank, 5),
    recall_10: within((one) => one.rank, FIRST),
    mrr_10: mean(answerable.map((one) => (one.rank === null || one.rank > FIRST ? 0 : 1 / one.rank))),
    ndcg_10: mean(answerable.map((one) => one.gain)),
    document_recall_1: within((one) => one.documentRank, 1),
    document_recall_5: within((one) => one.documentRank, 5),
    refused: mean(unanswerable.map((one) => (one.refused ? 1 : 0))),
    refused_wrongly: mean(answerable.map((one) => (one.refused ? 1 : 0))),
    refusal_auc: areaUnderCurve(
      answerable.map((one) => one.confidence),
      unanswerable.map((one) => one.confidence),
    ),
  };
}

/** Normalised discounted cumulative gain of the first ten: each right passage counts 1, `right` of them exist. */
export function gainOf(isRight: readonly boolean[], right: number): number {
  const discount = (index: number): number => 1 / Math.log2(index + 2);
  let gain = 0;
  for (const [index, hit] of isRight.slice(0, FIRST).entries()) if (hit) gain += discount(index);
  let best = 0;
  for (let index = 0; index < Math.min(right, FIRST); index += 1) best += discount(index);
  return best === 0 ? 0 : gain / best;
}

/** The chance that a positive has the higher value; ties count half. `null` without both. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const sorted = [...negatives].toSorted((a, b) => a - b);
  let sum = 0;
  for (const value of positives) sum += (countBelow(sorted, value, false) + countBelow(sorted, value, true)) / 2;
  return rounded(sum / (positives.length * negatives.length));
}

/** How many of the sorted values lie below the value (or on it). */
function countBelow(sorted: readonly number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle] ?? 0;
    if (one < value || (orEqual && one === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

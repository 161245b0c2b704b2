import type { MeasuredPassage } from '../../knowledge/rerank/measure-passages.ts';
import { descend } from './descend.ts';
import type { Example } from './find-example.ts';

export type Row = (passage: MeasuredPassage) => readonly number[];

/** Features of the whole: for short passages, then for long ones. */
export const wholeRow: Row = ({ whole, text: { shortness } }) => [
  ...whole.map((value) => value * shortness),
  ...whole.map((value) => value * (1 - shortness)),
];
export const fieldRow: Row = ({ heading, title }) => [...heading, ...title];

export interface Share {
  readonly examples: readonly Example[];
  /** What a set counts, however many questions it has. */
  readonly share: number;
}

export const weighted = (row: readonly number[], weights: ArrayLike<number>): number =>
  row.reduce((sum, value, at) => sum + value * weights[at]!, 0);

/** List-wise softmax: the right passages should get all of the probability. `base` is what they score already. */
export function fitRanking(
  sets: readonly Share[],
  rowOf: Row,
  shrink: number,
  base: (passage: MeasuredPassage) => number = () => 0,
): Float64Array {
  const asked = sets.map(({ examples, share }) => {
    const found = examples.filter((one) => one.gold.length > 0);
    return found.map((one) => ({
      rows: one.passages.map(rowOf),
      bases: one.passages.map(base),
      gold: new Set(one.gold),
      share: share / examples.length,
    }));
  });
  const lists = asked.flat();
  const width = lists[0]?.rows[0]?.length ?? 0;
  return descend(width, shrink, (weights, into) => {
    for (const { rows, bases, gold, share } of lists) {
      const scores = rows.map((row, at) => bases[at]! + weighted(row, weights));
      const highest = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - highest));
      const all = powers.reduce((sum, power) => sum + power, 0);
      const right = powers.reduce((sum, power, place) => sum + (gold.has(place) ? power : 0), 0);
      for (const [place, row] of rows.entries()) {
        const wanted = gold.has(place) ? powers[place]! / right : 0;
        const push = (powers[place]! / all - wanted) * share;
        for (let at = 0; at < width; at += 1) into[at]! += push * row[at]!;
      }
    }
  });
}

import { BREAK, END, type PassageText } from './passage-text.ts';
import type { Question } from './question.ts';

/** The greatest weight of different question tokens inside a window of `size` tokens. */
export function bestWindow(sequence: Int32Array, weights: readonly number[], size: number): number {
  const counts = new Uint16Array(weights.length);
  let sum = 0;
  let best = 0;
  let first = 0;
  let inside = 0;
  for (const number of sequence) {
    if (number <= BREAK) continue;
    inside += 1;
    if (number >= 0) {
      if (counts[number] === 0) sum += weights[number]!;
      counts[number]! += 1;
    }
    while (inside > size) {
      const left = sequence[first]!;
      first += 1;
      if (left <= BREAK) continue;
      inside -= 1;
      if (left < 0) continue;
      counts[left]! -= 1;
      if (counts[left] === 0) sum -= weights[left]!;
    }
    if (sum > best) best = sum;
  }
  return best;
}

/** The greatest weight of different question tokens inside one sentence. */
export function bestSentence(sequence: Int32Array, weights: readonly number[]): number {
  const seenIn = new Int32Array(weights.length).fill(-1);
  let sentence = 0;
  let sum = 0;
  let best = 0;
  for (const number of sequence) {
    if (number === END) {
      sentence += 1;
      sum = 0;
    } else if (number >= 0 && seenIn[number] !== sentence) {
      seenIn[number] = sentence;
      sum += weights[number]!;
      if (sum > best) best = sum;
    }
  }
  return best;
}

/** The greatest weight of different question pairs inside a window of `size` tokens. */
export function bestPairWindow(
  sequence: Int32Array,
  tokens: number,
  weights: ReadonlyMap<number, number>,
  size: number,
): number {
  const places: { at: number; pair: number }[] = [];
  for (let at = 1; at < sequence.length; at += 1) {
    const pair = sequence[at - 1]! * tokens + sequence[at]!;
    if (sequence[at - 1]! >= 0 && sequence[at]! >= 0 && weights.has(pair)) places.push({ at, pair });
  }
  const counts = new Map<number, number>();
  let sum = 0;
  let best = 0;
  let first = 0;
  for (const { at, pair } of places) {
    const count = counts.get(pair) ?? 0;
    if (count === 0) sum += weights.get(pair)!;
    counts.set(pair, count + 1);
    while (at - places[first]!.at > size) {
      const left = places[first]!.pair;
      first += 1;
      const rest = counts.get(left)! - 1;
      counts.set(left, rest);
      if (rest === 0) sum -= weights.get(left)!;
    }
    if (sum > best) best = sum;
  }
  return best;
}

/** The weight of the longest common subsequence: how much of the question the passage says in the same order. */
export function commonOrder(question: Question, passage: PassageText): number {
  const tokens = passage.sequence.filter((number) => number >= 0);
  let row = new Float64Array(tokens.length + 1);
  let next = new Float64Array(tokens.length + 1);
  for (const number of question.sequence) {
    const weight = question.weights[number]!;
    for (let at = 1; at <= tokens.length; at += 1)
      next[at] = tokens[at - 1] === number ? row[at - 1]! + weight : Math.max(row[at]!, next[at - 1]!);
    [row, next] = [next, row];
  }
  return row[tokens.length]!;
}

import { contentWords, plainForm, weightOf } from '../answer/content-words.ts';

/** Weighted features of a question: its words and pairs of characters. */
export type QuestionVector = ReadonlyMap<string, number>;

const PAIR_WEIGHT = 0.5;

/** A question as a vector of length 1; empty when it says nothing. */
export function vectorOfQuestion(question: string): QuestionVector {
  const words = contentWords(question);
  const vector = new Map<string, number>();
  for (const word of words) vector.set(word, weightOf(word));
  const text = words.join('');
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    if (!vector.has(pair)) vector.set(`~${pair}`, PAIR_WEIGHT);
  }
  if (vector.size === 0 && plainForm(question).trim() !== '') vector.set(plainForm(question).trim(), 1);
  return unit(vector);
}

/** The mean direction of several vectors. */
export function centreOf(vectors: readonly QuestionVector[]): QuestionVector {
  const sum = new Map<string, number>();
  for (const vector of vectors) for (const [key, value] of vector) sum.set(key, (sum.get(key) ?? 0) + value);
  return unit(sum);
}

/** Cosine of two vectors of length 1, 0-1. */
export function likeness(a: QuestionVector, b: QuestionVector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [key, value] of small) sum += value * (large.get(key) ?? 0);
  return sum;
}

function unit(vector: ReadonlyMap<string, number>): QuestionVector {
  const length = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0));
  return new Map([...vector].map(([key, value]) => [key, length === 0 ? 0 : value / length]));
}

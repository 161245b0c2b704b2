import type { Passage, SparseVector } from '../index/passage.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { termWeight } from './bm25.ts';
import { collectTerms } from './collect-terms.ts';
import { termNumber } from './term-number.ts';

/** How often a word counts by where it stands: a heading says what a passage is about, a title what all of them are. */
const FIELDS = [
  ['text', 1],
  ['heading', 1.5],
  ['title', 0.8],
] as const satisfies readonly (readonly [keyof Passage, number])[];

/** The BM25 term weights of a passage, without idf. */
export function documentVector(passage: Pick<Passage, 'text' | 'heading' | 'title'>): SparseVector {
  const frequencies = new Map<number, number>();
  let length = 0;
  for (const [field, times] of FIELDS) {
    const text = normaliseText(passage[field]);
    length += text.length;
    collectTerms(text, (term) => {
      const number = termNumber(term);
      frequencies.set(number, (frequencies.get(number) ?? 0) + times);
    });
  }
  const indices = [...frequencies.keys()].sort((a, b) => a - b);
  return { indices, values: indices.map((number) => termWeight(frequencies.get(number)!, length)) };
}

import type { SparseVector } from '../index/passage.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { STOP_CHARACTERS } from '../text/stop-characters.ts';
import { collectTerms, type TermKind } from './collect-terms.ts';
import { termNumber } from './term-number.ts';

/** What a term of a question weighs beside its idf, by kind; tuned on one half of public question sets. */
const KIND_WEIGHTS: Readonly<Record<TermKind, number>> = {
  character: 1,
  pair: 0.6,
  word_pair: 0.8,
  long_word: 0.3,
  other_script: 1.5,
  part: 0.7,
};
const STOP_WEIGHT = 0.3;
/** A company's own synonym counts a little less than the word that was typed. */
const SYNONYM_WEIGHT = 0.7;

/** The weights of a question's terms, widened by the company's own synonyms. Empty when it has no letter at all. */
export function queryVector(query: string, lexicon: Lexicon): SparseVector {
  const text = normaliseText(query);
  const weights = new Map<number, number>();
  const add = (source: string, factor: number): void =>
    collectTerms(source, (term, kind) => {
      const weight = factor * (STOP_CHARACTERS.has(term) ? STOP_WEIGHT : KIND_WEIGHTS[kind]);
      const number = termNumber(term);
      weights.set(number, Math.max(weights.get(number) ?? 0, weight));
    });
  add(text, 1);
  for (const { others } of lexicon.ownSynonyms(text)) for (const other of others) add(other, SYNONYM_WEIGHT);
  const indices = [...weights.keys()].sort((a, b) => a - b);
  return { indices, values: indices.map((number) => weights.get(number)!) };
}

import MiniSearch from 'minisearch';
import { normaliseText } from '../../knowledge/text/normalise-text.ts';
import { collectTerms } from '../../knowledge/vectors/collect-terms.ts';
import type { BenchDocument } from './passage-maker.ts';

const BEST = 10;

/** A plain JavaScript BM25 library over the same terms, in this process. */
export class PlainLibrary {
  readonly #search = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: termsOf,
    processTerm: (term) => term,
  });
  #count = 0;

  add({ title, passages }: BenchDocument): void {
    for (const { heading, text } of passages) {
      this.#search.add({ id: this.#count, text: `${title}\n${heading}\n${text}` });
      this.#count += 1;
    }
  }

  /** How many of the best ten there are. */
  ask(question: string): number {
    return this.#search.search(question).slice(0, BEST).length;
  }
}

function termsOf(text: string): string[] {
  const terms: string[] = [];
  collectTerms(normaliseText(text), (term) => terms.push(term));
  return terms;
}

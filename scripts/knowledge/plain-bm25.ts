import type { QuestionSet, SetQuestion } from './question-set.ts';

/** What plain BM25 is compared by: the textbook's constants. */
const K1 = 1.2;
const B = 0.75;
const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** Chinese as characters and pairs of neighbours, other scripts as words; nothing else is done to the text. */
export function plainTerms(text: string): string[] {
  return Array.from(text.toLowerCase().matchAll(RUN), ([run]) => run).flatMap((run) => {
    if (!/^\p{Script=Han}/u.test(run)) return [run];
    const characters = [...run];
    return [...characters, ...characters.slice(1).map((character, at) => characters[at]! + character)];
  });
}

interface Found {
  readonly id: string;
  readonly score: number;
}

/** Plain BM25 over one set: the baseline of every table. */
export class PlainBm25 {
  readonly #ids: readonly string[];
  readonly #postings = new Map<string, { at: number; weight: number }[]>();

  constructor({ corpus }: Pick<QuestionSet, 'corpus'>) {
    this.#ids = corpus.map((one) => one.id);
    const texts = corpus.map((one) => plainTerms([one.title, one.heading, one.text].filter(Boolean).join('\n')));
    const average = texts.reduce((sum, terms) => sum + terms.length, 0) / texts.length;
    for (const [at, terms] of texts.entries()) {
      const counts = new Map<string, number>();
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      for (const [term, count] of counts) {
        const weight = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * terms.length) / average));
        const list = this.#postings.get(term) ?? [];
        list.push({ at, weight });
        this.#postings.set(term, list);
      }
    }
  }

  /** Best first, those that share a term. */
  search({ text }: Pick<SetQuestion, 'text'>, limit: number): Found[] {
    const scores = new Map<number, number>();
    for (const term of new Set(plainTerms(text))) {
      const list = this.#postings.get(term) ?? [];
      const idf = Math.log(1 + (this.#ids.length - list.length + 0.5) / (list.length + 0.5));
      for (const { at, weight } of list) scores.set(at, (scores.get(at) ?? 0) + idf * weight);
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .map(([at, score]) => ({ id: this.#ids[at]!, score }));
  }
}

/** A word found in a text, with everything filed under it. */
export interface WordHit<T> {
  readonly start: number;
  readonly end: number;
  readonly values: readonly T[];
}

/**
 * Words of two or more characters (or one) with values, found at every place of a text by a few hash lookups a
 * character: the first two characters tell which lengths are worth one.
 */
export class WordIndex<T> {
  readonly #values = new Map<string, T[]>();
  /** First two characters -> lengths of the words that begin so, longest first. */
  readonly #lengths = new Map<string, number[]>();

  add(word: string, value: T): void {
    if (word === '') return;
    const values = this.#values.get(word);
    if (values) values.push(value);
    else {
      this.#values.set(word, [value]);
      this.#addLength(word);
    }
  }

  /** Takes the values that `isGone` picks from under the word. */
  remove(word: string, isGone: (value: T) => boolean): void {
    const rest = (this.#values.get(word) ?? []).filter((value) => !isGone(value));
    if (rest.length > 0) this.#values.set(word, rest);
    else this.#values.delete(word);
  }

  get(word: string): readonly T[] {
    return this.#values.get(word) ?? [];
  }

  /** Every place where a word stands, overlapping ones included. */
  find(text: string): WordHit<T>[] {
    const hits: WordHit<T>[] = [];
    for (let start = 0; start < text.length; start += 1) {
      this.#hitsAt(text, start, this.#lengths.get(text.slice(start, start + 2)), hits);
      this.#hitsAt(text, start, this.#lengths.get(text[start] ?? ''), hits);
    }
    return hits;
  }

  #hitsAt(text: string, start: number, lengths: readonly number[] | undefined, hits: WordHit<T>[]): void {
    for (const length of lengths ?? []) {
      const end = start + length;
      const values = end <= text.length ? this.#values.get(text.slice(start, end)) : undefined;
      if (values && !hits.some((hit) => hit.start === start && hit.end === end)) hits.push({ start, end, values });
    }
  }

  #addLength(word: string): void {
    const head = word.slice(0, 2);
    const lengths = this.#lengths.get(head) ?? [];
    if (!lengths.includes(word.length))
      this.#lengths.set(
        head,
        [...lengths, word.length].toSorted((a, b) => b - a),
      );
  }
}

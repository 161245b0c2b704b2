/** A passage's row with its score. */
export interface ScoredPlace {
  readonly no: number;
  readonly id: string;
  readonly score: number;
}

/** Keeps the best few of many: a heap with the worst of the kept ones on top. */
export class TopPlaces {
  readonly #limit: number;
  readonly #heap: ScoredPlace[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A score that is not above it certainly does not get in, except by its id at exactly this score. */
  get threshold(): number {
    return this.#heap.length < this.#limit ? 0 : this.#heap[0]!.score - Number.EPSILON * this.#heap[0]!.score;
  }

  add(one: ScoredPlace): void {
    if (this.#heap.length < this.#limit) {
      this.#heap.push(one);
      this.#up(this.#heap.length - 1);
    } else if (this.#limit > 0 && compare(one, this.#heap[0]!) < 0) {
      this.#heap[0] = one;
      this.#down();
    }
  }

  sorted(): ScoredPlace[] {
    return this.#heap.toSorted(compare);
  }

  #up(start: number): void {
    for (let at = start; at > 0;) {
      const parent = (at - 1) >> 1;
      if (compare(this.#heap[at]!, this.#heap[parent]!) <= 0) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(): void {
    for (let at = 0; ;) {
      const left = at * 2 + 1;
      const right = left + 1;
      let worst = at;
      for (const child of [left, right])
        if (child < this.#heap.length && compare(this.#heap[child]!, this.#heap[worst]!) > 0) worst = child;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b]!, this.#heap[a]!];
  }
}

/** Better first: higher score, then lower id. */
export function compare(a: ScoredPlace, b: ScoredPlace): number {
  return b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

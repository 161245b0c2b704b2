/** What a batch may hold, and how long one should take. */
export interface BatchPaceLimits {
  readonly least: number;
  readonly most: number;
  /** Milliseconds. While a batch runs on the embedded database, nobody else is answered. */
  readonly aimMs: number;
}

/**
 * Sizes the batches of work behind people's backs by how long the last one took: large on a fast, idle database, small where
 * somebody would have to wait. Grows to twice and falls to a quarter at a time.
 */
export class BatchPace {
  readonly #limits: BatchPaceLimits;
  #size: number;

  constructor(limits: BatchPaceLimits) {
    this.#limits = limits;
    this.#size = limits.least;
  }

  /** How many the next batch may hold. */
  get size(): number {
    return this.#size;
  }

  /** Tells how long the last batch took, in milliseconds. */
  took(ms: number): void {
    const { least, most, aimMs } = this.#limits;
    const fitting = Math.floor((this.#size * aimMs) / Math.max(ms, 1));
    const bounded = Math.min(this.#size * 2, Math.max(Math.ceil(this.#size / 4), fitting));
    this.#size = Math.min(most, Math.max(least, bounded));
  }

  /** Does one batch of the size that is due and notes how long it took. */
  async run<T>(batch: (size: number) => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await batch(this.#size);
    this.took(performance.now() - began);
    return result;
  }
}

import { newId } from '../../../kernel/ids.ts';
import type { Random } from '../../../kernel/random.ts';

/** Chance in the shapes demo data needs. */
export class Dice {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A fraction from 0 up to, not including, 1. */
  unit(): number {
    return this.#random.int(0, 2 ** 32) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return this.#random.int(min, max + 1);
  }

  /** A number from `min` up to `max`. */
  between(min: number, max: number): number {
    return min + this.unit() * (max - min);
  }

  /** True in `share` (0 to 1) of all cases. */
  chance(share: number): boolean {
    return this.unit() < share;
  }

  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T {
    const drawn = list[this.#random.int(0, list.length)];
    if (drawn === undefined) throw new RangeError('nothing to pick from');
    return drawn;
  }

  /** One of the list, each as often as its weight says. @throws RangeError for an empty list */
  weighted<T>(list: readonly T[], weightOf: (item: T) => number): T {
    let rest = this.unit() * list.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of list) {
      rest -= weightOf(item);
      if (rest < 0) return item;
    }
    return this.pick(list);
  }

  /** Log-normal: half of the draws lie below `median`; `sigma` is the deviation of the logarithm. */
  logNormal(median: number, sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
    return median * Math.exp(sigma * normal);
  }

  /** A copy in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, place: this.unit() }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item);
  }

  /** Digits as text. */
  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join('');
  }

  /** An id that sorts by `at`. */
  id(at: Date): string {
    return newId(at.getTime(), this.#random.bytes(16));
  }
}

import type { Clock } from '../../kernel/clock.ts';

/** The time of a story: it stands still until the story goes on, and never goes back. */
export class StoryClock implements Clock {
  #now: Date;

  constructor(start: string) {
    this.#now = new Date(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** @throws RangeError for a moment that has passed */
  goTo(moment: Date): void {
    if (moment < this.#now) throw new RangeError(`the story is at ${this.#now.toISOString()} already`);
    this.#now = moment;
  }
}

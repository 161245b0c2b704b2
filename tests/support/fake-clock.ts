import type { Clock } from '../../kernel/clock.ts';

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  #now: Date;

  constructor(start: string | Date = '2026-11-18T10:20:00+08:00') {
    this.#now = new Date(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(moment: string | Date): void {
    this.#now = new Date(moment);
  }

  advance(by: { seconds?: number; minutes?: number; hours?: number; days?: number }): void {
    const seconds = (by.seconds ?? 0) + 60 * (by.minutes ?? 0) + 3600 * (by.hours ?? 0) + 86_400 * (by.days ?? 0);
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }
}

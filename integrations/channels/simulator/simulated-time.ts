import type { Clock } from '../../../kernel/clock.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly work: () => Promise<void> | void;
}

/** The time of a simulated vendor: that of a clock, moved on by hand. What is due happens at its own moment, in order. */
export class SimulatedTime implements Clock {
  readonly #base: Clock;
  #ahead = 0;
  #moment: number | null = null;
  #due: Due[] = [];
  #orders = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): Date {
    return new Date(this.#moment ?? this.#base.now().getTime() + this.#ahead);
  }

  /** Has something done at a moment; it waits for somebody to let the time pass. */
  at(moment: number, work: Due['work']): void {
    this.#due.push({ at: moment, order: (this.#orders += 1), work });
    this.#due.sort((a, b) => a.at - b.at || a.order - b.order);
  }

  after(milliseconds: number, work: Due['work']): void {
    this.at(this.now().getTime() + milliseconds, work);
  }

  /** Whether something still waits. */
  get waiting(): number {
    return this.#due.length;
  }

  /** Moves on and does what fell due, including what that brings about. */
  advance(milliseconds: number): Promise<void> {
    const run = this.#running.then(() => this.#run(milliseconds));
    // What went wrong is told to whoever moved the time, and stops nobody after.
    this.#running = run.catch(() => undefined);
    return run;
  }

  /** Does what fell due because the clock itself moved. */
  settle(): Promise<void> {
    return this.advance(0);
  }

  async #run(milliseconds: number): Promise<void> {
    const until = this.#base.now().getTime() + this.#ahead + milliseconds;
    for (let next = this.#due[0]; next && next.at <= until; next = this.#due[0]) {
      this.#due.shift();
      this.#moment = next.at;
      try {
        await next.work();
      } finally {
        this.#moment = null;
      }
    }
    this.#ahead += milliseconds;
  }
}

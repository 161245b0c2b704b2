import type { Clock } from '../../../kernel/clock.ts';

/**
 * Lets calls through at an even pace, in the order they came. It counts this process only: with several, each gets its share by
 * configuration, and the vendor's throttling has the last word.
 */
export class RateGate {
  readonly #every: number;
  readonly #clock: Clock;
  readonly #pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  #next = 0;

  constructor(perSecond: number, clock: Clock, pause: (ms: number, signal?: AbortSignal) => Promise<void>) {
    this.#every = 1000 / perSecond;
    this.#clock = clock;
    this.#pause = pause;
  }

  async pass(signal?: AbortSignal): Promise<void> {
    const now = this.#clock.now().getTime();
    const slot = Math.max(now, this.#next);
    this.#next = slot + this.#every;
    if (slot > now) await this.#pause(slot - now, signal);
  }
}

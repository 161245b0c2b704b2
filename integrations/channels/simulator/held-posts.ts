import type { SimulatedTime } from './simulated-time.ts';

/** Longest a callback is held back for another to overtake it. */
const LONGEST_MS = 20_000;

/** Lets a later callback overtake an earlier one. */
export class HeldPosts {
  readonly #time: SimulatedTime;
  #held: (() => Promise<unknown>)[] = [];

  constructor(time: SimulatedTime) {
    this.#time = time;
  }

  hold(post: () => Promise<unknown>): void {
    this.#held.push(post);
    this.#time.after(LONGEST_MS, async () => {
      if (!this.#held.includes(post)) return;
      this.#held = this.#held.filter((one) => one !== post);
      await post();
    });
  }

  /** Posts, and then whatever was held back. */
  async post(post: () => Promise<unknown>): Promise<void> {
    const held = this.#held;
    this.#held = [];
    await post();
    for (const one of held) await one();
  }
}

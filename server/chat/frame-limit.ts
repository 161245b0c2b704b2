import type { Clock } from '../../kernel/clock.ts';

/** Frames one socket may send at once, and how many come back per second. */
const BURST = 40;
const PER_SECOND = 10;

/** A bucket of frames for one socket: `take` answers false when the client floods. */
export function frameLimit(clock: Clock): { take(): boolean } {
  let left = BURST;
  let last = clock.now().getTime();
  return {
    take: () => {
      const now = clock.now().getTime();
      left = Math.min(BURST, left + ((now - last) / 1000) * PER_SECOND);
      last = now;
      left -= 1;
      return left >= 0;
    },
  };
}

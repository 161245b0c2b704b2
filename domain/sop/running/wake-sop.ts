import type { Scope } from '../../scope.ts';
import { runSop } from './run-sop.job.ts';

const SECOND_MS = 1000;
/** Jobs that may wait at the same time: whoever comes takes everything that is due, so a few are enough. */
export const LANES = 2;

/**
 * Sees to it that what is due by then is carried on. In the caller's transaction: it is due exactly when somebody comes.
 * Moments are rounded up to the second, so that many timers are one job.
 */
export async function wakeSop(scope: Pick<Scope, 'em' | 'jobs' | 'clock'>, at: Date): Promise<void> {
  const later = at > scope.clock.now();
  const second = Math.ceil(at.getTime() / SECOND_MS);
  // Two lanes take turns by the second, so that two workers find a job each when much falls due.
  const lane = later ? second % LANES : 0;
  await scope.jobs.enqueue(
    scope.em,
    runSop,
    { lane },
    {
      singletonKey: later ? `${second}` : 'now',
      ...(later ? { runAt: new Date(second * SECOND_MS) } : {}),
    },
  );
}

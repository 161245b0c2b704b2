import { nextDue, runDue } from '../../domain/sop/running/run-due.ts';
import type { ServiceParts } from '../parts.ts';

/** How often the next moment is asked for; what falls due sooner than that was told of by a job. */
const LOOK_MS = 1000;
/** Between two looks. */
const SHORTEST_MS = 20;
/** Until the next look when all that is due is in the hands of another process. */
const HELD_MS = 250;

/**
 * Wakes the runner at the very moment an instance falls due. The jobs do so too, but a job that was put off waits for its
 * queue's poll, seconds long. Nothing rests on it: a process that dies takes only the punctuality along.
 */
export function startSopAlarm({ sop, clock, logger }: Pick<ServiceParts, 'sop' | 'clock' | 'logger'>): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const next = await nextDue(sop.scope());
    const wait = next ? next.getTime() - clock.now().getTime() : LOOK_MS;
    const carried = wait <= 0 ? await runDue(sop, stopping.signal) : null;
    plan(carried === 0 ? HELD_MS : Math.max(SHORTEST_MS, Math.min(wait, LOOK_MS)));
  };
  const plan = (ms: number): void => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      turn = look().catch((error: unknown) => {
        logger.warn({ error }, 'The alarm of sequences could not look');
        plan(LOOK_MS);
      });
    }, ms);
  };
  plan(LOOK_MS);
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await turn;
    },
  };
}

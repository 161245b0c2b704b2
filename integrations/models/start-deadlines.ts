import { modelError } from './errors.ts';
import { EndpointFailure } from './endpoint-failure.ts';

/** How long one request may take, in milliseconds. Thinking aloud counts as speaking, keep-alive comments do not. */
export interface ModelTimeouts {
  /** Until the model says anything. */
  readonly firstTokenMs: number;
  /** Between two things it says. */
  readonly idleMs: number;
  /** For the whole answer. */
  readonly totalMs: number;
}

export interface Deadlines {
  /** Aborted by a deadline (reason: the `EndpointFailure`) or by the caller (reason: `models.cancelled`). */
  readonly signal: AbortSignal;
  /** The model said something: the idle time starts anew. */
  progress(): void;
  /** Ends all timers; to be called whatever happened. */
  stop(): void;
}

/**
 * Starts the clocks of one request. These are timers of the network and not of the business, so they run on the real
 * clock of the process.
 */
export function startDeadlines(endpoint: string, timeouts: ModelTimeouts, cancel: AbortSignal): Deadlines {
  const controller = new AbortController();
  const give = (reason: 'first_token_timeout' | 'idle_timeout' | 'total_timeout', ms: number) =>
    setTimeout(() => controller.abort(new EndpointFailure(endpoint, reason)), ms);
  const onCancel = () => controller.abort(modelError('models.cancelled'));
  if (cancel.aborted) onCancel();
  cancel.addEventListener('abort', onCancel, { once: true });
  const total = give('total_timeout', timeouts.totalMs);
  let next = give('first_token_timeout', timeouts.firstTokenMs);
  return {
    signal: controller.signal,
    progress() {
      clearTimeout(next);
      next = give('idle_timeout', timeouts.idleMs);
    },
    stop() {
      clearTimeout(total);
      clearTimeout(next);
      cancel.removeEventListener('abort', onCancel);
    },
  };
}

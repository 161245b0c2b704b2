import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen, type IBackoff, type IBreaker } from 'cockatiel';
import type { Clock } from '../../kernel/clock.ts';
import { EndpointFailure, type FailureReason } from './endpoint-failure.ts';

export interface BreakerOptions {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** Milliseconds an open circuit waits before one request may try again. */
  readonly resetMs: number;
}

export interface BreakerStatus {
  /** `open`: not asked until `retryAt`. `half_open`: one request is trying it. */
  readonly state: 'closed' | 'open' | 'half_open';
  readonly lastFailure: FailureReason | null;
  readonly lastFailureAt: Date | null;
  readonly retryAt: Date | null;
}

export interface EndpointBreaker {
  /**
   * Does `work` unless the circuit is open, or half open with its one trial under way: then it throws an
   * `EndpointFailure` of reason `circuit_open` at once, so the next endpoint is asked without waiting.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
  status(): BreakerStatus;
}

/**
 * A circuit breaker of one endpoint. Only failures of the line count (see `FAILURE_REASONS`): a prompt the vendor's
 * filter dislikes must not take the model away from everybody. A `Retry-After` opens the circuit at once: for as
 * long as it says, or longer when the failures have added up as well.
 */
export function createBreaker(endpoint: string, options: BreakerOptions, clock: Clock): EndpointBreaker {
  let last: { reason: FailureReason; at: Date; retryAfterMs: number | undefined } | undefined;
  let retryAt: Date | undefined;
  let tripped = false;
  const counter = new ConsecutiveBreaker(options.failures);
  const breaker: IBreaker = {
    state: counter.state,
    success: () => counter.success(),
    failure: (state) => {
      tripped = counter.failure() || state === CircuitState.HalfOpen;
      return tripped || last?.retryAfterMs !== undefined;
    },
  };
  // cockatiel compares `duration` with the real clock on every call; through it our own clock decides.
  const wait: IBackoff<unknown> = {
    get duration() {
      return retryAt && clock.now() < retryAt ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    },
    next() {
      const rest = Math.max(tripped ? options.resetMs : 0, last?.retryAfterMs ?? 0);
      retryAt = new Date(clock.now().getTime() + rest);
      return wait;
    },
  };
  const counts = (thrown: unknown): boolean => {
    // A cancelled trial proved nothing: the circuit opens again instead of closing.
    if (!(thrown instanceof EndpointFailure)) return policy.state === CircuitState.HalfOpen;
    if (thrown.ofTheLine) last = { reason: thrown.reason, at: clock.now(), retryAfterMs: thrown.retryAfterMs };
    return thrown.ofTheLine;
  };
  const policy = circuitBreaker(handleWhen(counts), { breaker, halfOpenAfter: wait });

  return {
    async run(work) {
      const resting = policy.state === CircuitState.Open && wait.duration > 0;
      if (resting || policy.state === CircuitState.HalfOpen) throw new EndpointFailure(endpoint, 'circuit_open');
      return policy.execute(work);
    },
    status: () => ({
      state: STATES[policy.state],
      lastFailure: last?.reason ?? null,
      lastFailureAt: last?.at ?? null,
      retryAt: policy.state === CircuitState.Open ? (retryAt ?? null) : null,
    }),
  };
}

const STATES: Readonly<Record<CircuitState, BreakerStatus['state']>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

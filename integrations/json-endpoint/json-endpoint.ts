import {
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import { EndpointFault } from './endpoint-fault.ts';

export interface JsonEndpointOptions {
  /** Full address of the route. */
  readonly url: string;
  /** Sent as a bearer token when it is not empty. */
  readonly apiKey: string;
  readonly timeoutMs: number;
  /** More headers of the vendor. */
  readonly headers?: Readonly<Record<string, string>>;
  /** First pause before another try, doubled each time; 300 by default. */
  readonly firstPauseMs?: number;
}

/** Posts JSON and answers the JSON that comes back. @throws EndpointFault */
export type JsonEndpoint = (body: unknown, signal?: AbortSignal) => Promise<unknown>;

const RETRIES = 2;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 5000;
const FAILURES_TO_OPEN = 5;
const REST_MS = 30_000;

/**
 * A route of a model service: what fails in passing (lost connection, time, 408, 429, 5xx) is tried again, after the pause
 * the service asks for when it does; one that stays away is left in peace for half a minute.
 */
export function jsonEndpoint(options: JsonEndpointOptions): JsonEndpoint {
  const firstPause = options.firstPauseMs ?? FIRST_PAUSE_MS;
  const passing = handleWhen((thrown) => thrown instanceof EndpointFault && thrown.passing);
  const backoff = new DelegateBackoff<{ attempt: number; result: unknown }>(({ attempt, result }) => {
    const fault = result && typeof result === 'object' ? Reflect.get(result, 'error') : undefined;
    const asked = fault instanceof EndpointFault ? fault.retryAfterMs : undefined;
    return Math.min(LONGEST_PAUSE_MS, asked ?? firstPause * 2 ** (attempt - 1));
  });
  const policy = wrap(
    retry(passing, { maxAttempts: RETRIES, backoff }),
    circuitBreaker(passing, { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) }),
  );
  return async (body, signal) => {
    try {
      return await policy.execute(({ signal: cancelled }) => post(options, body, cancelled), signal);
    } catch (thrown) {
      if (isBrokenCircuitError(thrown)) throw new EndpointFault('resting after failures', { passing: true });
      throw thrown;
    }
  };
}

async function post(
  { url, apiKey, timeoutMs, headers: more }: JsonEndpointOptions,
  body: unknown,
  cancelled: AbortSignal,
) {
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(timeoutMs)]);
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...more,
        ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
      },
      body: JSON.stringify(body),
      signal,
    });
    if (answer.ok) return (await answer.json()) as unknown;
  } catch (thrown) {
    if (cancelled.aborted) throw thrown;
    const reason = thrown instanceof SyntaxError ? 'no JSON' : signal.aborted ? 'no answer in time' : 'no connection';
    throw new EndpointFault(reason, { passing: true, cause: thrown });
  }
  const { status, headers } = answer;
  // The words of the answer may repeat the texts that were sent: they are not kept.
  await answer.body?.cancel();
  const passing = status === 408 || status === 424 || status === 429 || status >= 500;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  throw new EndpointFault(`HTTP ${status}`, { passing, ...(seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}) });
}

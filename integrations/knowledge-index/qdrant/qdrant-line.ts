import { QdrantClient } from '@qdrant/js-client-rest';
import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import { AppError } from '../../../kernel/errors.ts';
import { knowledgeIndexError } from '../../../knowledge/index/errors.ts';

export interface QdrantLineOptions {
  readonly url: string;
  readonly apiKey: string | null;
  readonly timeoutMs: number;
}

/** Calls to Qdrant: all of them may be repeated, so what fails in passing is tried again, and what stays away is left in peace. */
export interface QdrantLine {
  /** @throws AppError `knowledge.index_unavailable` or `knowledge.index_refused` */
  call<T>(work: (client: QdrantClient) => Promise<T>): Promise<T>;
}

const TRIES = 2;
const BACKOFF = { initialDelay: 100, maxDelay: 1000 };
const FAILURES_TO_OPEN = 5;
const REST_MS = 15_000;

export function openQdrantLine(options: QdrantLineOptions): QdrantLine {
  const client = makeClient(options);
  const passing = handleWhen((thrown) => thrown instanceof AppError && thrown.kind === 'transient');
  const policy = wrap(
    retry(passing, { maxAttempts: TRIES, backoff: new ExponentialBackoff(BACKOFF) }),
    circuitBreaker(passing, { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) }),
  );
  return {
    async call(work) {
      try {
        return await policy.execute(() => work(client).catch(refuse));
      } catch (thrown) {
        throw isBrokenCircuitError(thrown) ? unavailable('resting after failures', thrown) : thrown;
      }
    },
  };
}

function makeClient({ url, apiKey, timeoutMs }: QdrantLineOptions): QdrantClient {
  const parsed = new URL(url);
  const prefix = parsed.pathname.replace(/\/$/, '');
  return new QdrantClient({
    url: parsed.origin,
    // The address says the port; the client would take 6333 where it says none.
    port: parsed.port ? Number(parsed.port) : null,
    ...(prefix ? { prefix } : {}),
    // As a header, since the client prints a warning when it is given a key for plain http.
    ...(apiKey ? { headers: { 'api-key': apiKey } } : {}),
    timeout: timeoutMs,
    checkCompatibility: false,
  });
}

function unavailable(reason: string, cause: unknown): AppError {
  return knowledgeIndexError('knowledge.index_unavailable', { details: { reason }, cause });
}

/** 5xx, 429, timeouts and lost connections pass; other statuses are our own mistake or a wrong key. */
function refuse(thrown: unknown): never {
  const status = statusOf(thrown);
  const reason = thrown instanceof Error ? thrown.message.slice(0, 300) : String(thrown);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429)
    throw knowledgeIndexError('knowledge.index_refused', { details: { reason, status }, cause: thrown });
  throw unavailable(reason, thrown);
}

/** The HTTP status of the client's error, which it keeps in different places. */
function statusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const own: unknown = Reflect.get(thrown, 'status');
  if (typeof own === 'number') return own;
  const told = /Unexpected Response: (\d{3})/.exec(thrown.message)?.[1];
  return told === undefined ? undefined : Number(told);
}

/** Whether Qdrant refused with this status: 404 for what is not there, 409 for what is there already. */
export function refusedWith(thrown: unknown, status: number): boolean {
  return thrown instanceof AppError && thrown.code === 'knowledge.index_refused' && thrown.details['status'] === status;
}

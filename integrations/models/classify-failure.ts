import { ContextOverflowError } from '@langchain/core/errors';
import { OpenAIClient } from '@langchain/openai';
import type { Clock } from '../../kernel/clock.ts';
import { EndpointFailure, type FailureFacts, type FailureReason } from './endpoint-failure.ts';
import { StreamFault } from './watch-stream.ts';

/** A vendor that asks for more rest than this is not believed: one wrong header must not silence an endpoint for days. */
const LONGEST_REST_MS = 3_600_000;

/** Turns whatever a request threw into the failure it stands for. The vendor's own words stay in `cause` and are not logged. */
export function classifyFailure(endpoint: string, thrown: unknown, clock: Clock): EndpointFailure {
  if (thrown instanceof EndpointFailure) return thrown;
  // LangChain wraps the vendor's refusal of a prompt that is too long; the status stands inside.
  const cause = thrown instanceof ContextOverflowError ? (thrown.cause ?? thrown) : thrown;
  return new EndpointFailure(endpoint, reasonOf(cause), { ...httpFacts(cause, clock), cause });
}

function reasonOf(thrown: unknown): FailureReason {
  if (thrown instanceof StreamFault) return thrown.fault;
  if (thrown instanceof OpenAIClient.APIConnectionError) return 'connect';
  const status = statusOf(thrown);
  if (status !== undefined) return reasonOfStatus(status);
  // An `{"error": …}` event inside a stream that began well.
  if (thrown instanceof OpenAIClient.APIError) return 'server_error';
  if (thrown instanceof SyntaxError) return 'bad_stream';
  // undici: the connection was torn while the body was read.
  if (thrown instanceof TypeError && thrown.message === 'terminated') return 'cut';
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return 'first_token_timeout';
  return 'unexpected';
}

function reasonOfStatus(status: number): FailureReason {
  if (status === 401) return 'unauthorized';
  if (status === 402 || status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 408 || status >= 500) return 'server_error';
  if (status === 429) return 'rate_limited';
  return 'rejected';
}

function statusOf(thrown: unknown): number | undefined {
  const status = (thrown as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}

function httpFacts(thrown: unknown, clock: Clock): FailureFacts {
  const status = statusOf(thrown);
  if (status === undefined) return {};
  const headers = (thrown as { headers?: unknown }).headers;
  const header = headers instanceof Headers ? headers.get('retry-after') : null;
  const retryAfterMs = header === null ? undefined : parseRetryAfter(header, clock.now());
  return { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** `Retry-After` as milliseconds from `now`: seconds or an HTTP date (RFC 9110 §10.2.3), capped at an hour. */
export function parseRetryAfter(header: string, now: Date): number | undefined {
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_REST_MS);
  const at = Date.parse(text);
  if (text === '' || Number.isNaN(at)) return undefined;
  return Math.min(Math.max(0, at - now.getTime()), LONGEST_REST_MS);
}

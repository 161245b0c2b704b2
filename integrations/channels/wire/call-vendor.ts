import type { Clock } from '../../../kernel/clock.ts';
import { parseWireJson } from './parse-wire-json.ts';

/** One request to a vendor. The address may carry secrets: nothing of it is ever told. */
export interface VendorCall {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly clock: Clock;
}

/**
 * `answered`: with a status and, when it is JSON, a body; `not_sent`: surely nothing left this machine; `unknown`: the
 * request may have arrived.
 */
export type VendorAnswer =
  | { readonly state: 'answered'; readonly status: number; readonly body: unknown; readonly retryAt: Date | null }
  | { readonly state: 'not_sent'; readonly cause: string }
  | { readonly state: 'unknown'; readonly cause: string };

/** Contact lists are the longest answers. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

/** What fails before the first byte of a request is written: the address, the connection, the certificate. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Calls once, never again by itself: the vendors' sending calls are not idempotent. Never throws. */
export async function callVendor(call: VendorCall): Promise<VendorAnswer> {
  if (call.signal?.aborted) return { state: 'not_sent', cause: 'cancelled' };
  const timeout = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
  try {
    const answer = await fetch(call.url, {
      method: call.method,
      headers: { ...(call.body === undefined ? {} : { 'content-type': 'application/json' }), ...call.headers },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      // Following would send a command twice.
      redirect: 'manual',
      signal,
    });
    const body = await readAnswer(answer);
    if (body === TOO_LONG) return { state: 'unknown', cause: 'the answer was too long' };
    return { state: 'answered', status: answer.status, body, retryAt: retryAt(answer.headers, call.clock) };
  } catch (thrown) {
    if (timeout.aborted) return { state: 'unknown', cause: 'no answer in time' };
    if (signal.aborted) return { state: 'unknown', cause: 'cancelled' };
    const code = codeOf(thrown);
    return code !== null && NOT_SENT.has(code)
      ? { state: 'not_sent', cause: code }
      : { state: 'unknown', cause: code ?? 'the connection broke' };
  }
}

const TOO_LONG = Symbol('too long');

/** The JSON of the answer, or `undefined`. */
async function readAnswer(answer: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.byteLength;
    if (length > LONGEST_ANSWER) return TOO_LONG;
    parts.push(part);
  }
  try {
    return parseWireJson(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds; the other form, a date, is not used by these vendors. */
function retryAt(headers: Headers, clock: Clock): Date | null {
  const told = headers.get('retry-after');
  return told !== null && /^\d{1,6}$/.test(told) ? new Date(clock.now().getTime() + Number(told) * 1000) : null;
}

/** The system's code of a failed request; several addresses of one name give one error each. */
function codeOf(thrown: unknown): string | null {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const all = cause instanceof AggregateError ? cause.errors : [cause];
  const codes = all.map((one: unknown) => (one instanceof Error ? Reflect.get(one, 'code') : undefined));
  const sent = codes.find((code) => typeof code !== 'string' || !NOT_SENT.has(code));
  const told: unknown = sent ?? codes[0];
  return typeof told === 'string' ? told : null;
}

import type { DialerTrouble, TroubleReason } from '../../../domain/calls/dialer-trouble.ts';
import { meaningOf, type CodeMeaning } from './error-codes.ts';
import { scrubWords } from './scrub-words.ts';

/** What one request brought. `arrived`: the vendor may have carried it out although no good answer came. */
export type Attempt =
  | { readonly state: 'ok'; readonly body: Readonly<Record<string, unknown>> }
  | {
      readonly state: 'failed';
      readonly todo: CodeMeaning['do'];
      readonly arrived: boolean;
      readonly trouble: DialerTrouble;
      /** The vendor's own time. */
      readonly date: string | null;
    };

export interface SignedCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** What must not stand in any words that are kept. */
  readonly secrets: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Failures before a byte of the request left this machine. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const NEVER_LEFT_PREFIX = /^(?:UND_ERR_CONNECT_TIMEOUT$|CERT_|ERR_TLS|DEPTH_ZERO|UNABLE_TO_VERIFY)/;

/** Sends one signed request and reads the answer. Nothing is thrown. */
export async function postOnce(call: SignedCall): Promise<Attempt> {
  const deadline = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
  try {
    // `host` is set by fetch itself, to what was signed.
    const headers = Object.fromEntries(Object.entries(call.headers).filter(([name]) => name !== 'host'));
    const answer = await fetch(call.url, { method: 'POST', headers, redirect: 'manual', signal });
    return readAnswer(answer.status, await answer.text(), answer.headers.get('date'), call.secrets);
  } catch (thrown) {
    if (call.signal?.aborted) return lineFault('cancelled', true);
    if (deadline.aborted) return lineFault('no_answer_in_time', true);
    return lineFault('no_connection', !neverLeft(thrown));
  }
}

/** Reads an answer by its status and its envelope: a good one has a 2xx status **and** `Success: true`. */
function readAnswer(status: number, text: string, date: string | null, secrets: readonly string[]): Attempt {
  const body = parseObject(text);
  const good = status >= 200 && status < 300;
  if (!body) {
    if (good) return lineFault('unreadable_answer', true);
    return failed(meaningOf('', status), { code: null, words: null, date });
  }
  if (good && body['Success'] === true) return { state: 'ok', body };
  const code = body['Code'];
  const named = typeof code === 'string' || typeof code === 'number' ? String(code) : null;
  const inner = typeof body['HttpStatusCode'] === 'number' ? body['HttpStatusCode'] : status;
  const words = typeof body['Message'] === 'string' ? scrubWords(body['Message'], secrets) : null;
  return failed(meaningOf(named ?? '', good ? inner : status), {
    code: named === null ? null : scrubWords(named, secrets),
    words,
    date,
  });
}

function failed(
  meaning: CodeMeaning,
  said: { readonly code: string | null; readonly words: string | null; readonly date: string | null },
): Attempt {
  const told = { vendor_code: said.code, vendor_words: said.words };
  const trouble = {
    pause: { kind: 'throttled', reason: 'too_many_calls', ...told },
    set_clock: { kind: 'business', reason: 'clocks_differ', ...told },
    new_nonce: { kind: 'network', reason: 'dialer_fault', ...told },
    try_again: { kind: 'network', reason: 'dialer_fault', ...told },
    give_up: { kind: 'business', reason: meaning.do === 'give_up' ? meaning.reason : 'refused', ...told },
  } as const;
  const arrived = meaning.do === 'try_again' || meaning.do === 'new_nonce';
  return { state: 'failed', todo: meaning.do, arrived, trouble: trouble[meaning.do], date: said.date };
}

function lineFault(reason: TroubleReason, arrived: boolean): Attempt {
  const trouble: DialerTrouble = { kind: 'network', reason, vendor_code: null, vendor_words: null };
  return { state: 'failed', todo: reason === 'cancelled' ? 'give_up' : 'try_again', arrived, trouble, date: null };
}

function neverLeft(thrown: unknown): boolean {
  const cause: unknown = thrown instanceof Error ? thrown.cause : undefined;
  const code: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' && (NEVER_LEFT.has(code) || NEVER_LEFT_PREFIX.test(code));
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

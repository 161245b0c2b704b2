import { z } from 'zod';
import type { ChannelAccount, SendOutcome } from '../../../domain/messaging/channel.port.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { callVendor } from '../wire/call-vendor.ts';
import { outcomeBeforeWords, refusal } from '../wire/outcome-of.ts';
import { vendorWords } from '../wire/vendor-words.ts';
import { WireInt } from '../wire/wire-values.ts';
import { meaningOf } from './ret-table.ts';

export interface GeweLineOptions {
  /** Hosted: `https://api.geweapi.com/gewe/v2/api`; self-hosted: `http://host:2531/v2/api`. */
  readonly url: string;
  /** For accounts without a token of their own. */
  readonly token: string | null;
  readonly clock: Clock;
  readonly sendTimeoutMs?: number;
  readonly askTimeoutMs?: number;
}

/** What a call came to: its data, or an outcome as `send` tells it. */
export type GeweAnswer =
  { readonly state: 'ok'; readonly data: unknown } | Extract<SendOutcome, { state: 'refused' | 'unknown' }>;

export interface GeweLine {
  readonly clock: Clock;
  /** The hosted gateway and the self-hosted one set callbacks in different places. */
  readonly hosted: boolean;
  tokenOf(account: ChannelAccount): string;
  /** Posts with the device's id. Never throws, never repeats. */
  post(account: ChannelAccount, path: string, body: object, options?: PostOptions): Promise<GeweAnswer>;
}

export interface PostOptions {
  readonly sends?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** The setting of callbacks is the token's, not a device's. */
  readonly withoutDevice?: boolean;
}

/** A piece of work for one account. */
export interface Sending {
  readonly line: GeweLine;
  readonly account: ChannelAccount;
  readonly signal: AbortSignal | undefined;
}

const SEND_TIMEOUT_MS = 30_000;
const ASK_TIMEOUT_MS = 20_000;

const Envelope = z.object({ ret: WireInt, msg: z.unknown().optional(), data: z.unknown().optional() });
const Inner = z.object({ code: z.unknown().optional(), msg: z.unknown().optional() });

export function openGeweLine(options: GeweLineOptions): GeweLine {
  const { clock, sendTimeoutMs = SEND_TIMEOUT_MS, askTimeoutMs = ASK_TIMEOUT_MS } = options;
  const base = options.url.replace(/\/$/, '');
  const tokenOf = (account: ChannelAccount): string => account.secret ?? options.token ?? '';
  return {
    clock,
    hosted: base.endsWith('/gewe/v2/api'),
    tokenOf,
    async post(account, path, body, { sends = false, signal, withoutDevice = false } = {}) {
      const answer = await callVendor({
        method: 'POST',
        url: new URL(`${base}${path}`),
        headers: { 'X-GEWE-TOKEN': tokenOf(account) },
        body: withoutDevice ? body : { appId: account.external_id, ...body },
        timeoutMs: sends ? sendTimeoutMs : askTimeoutMs,
        signal,
        clock,
      });
      const early = outcomeBeforeWords(answer);
      if (early) return early;
      return answer.state === 'answered' ? readEnvelope(answer.body, [account.external_id, tokenOf(account)]) : early!;
    },
  };
}

/** Failures come as HTTP 200 with another `ret`; some tell the cause inside of `data`. */
function readEnvelope(body: unknown, secrets: readonly string[]): GeweAnswer {
  const parsed = Envelope.safeParse(body);
  if (!parsed.success || parsed.data.ret === null) return { state: 'unknown', cause: 'an answer that cannot be read' };
  const { ret, msg, data } = parsed.data;
  if (ret === 200) return { state: 'ok', data };
  const inner = Inner.safeParse(data);
  const told = [msg, inner.success ? inner.data.msg : undefined].filter((one) => typeof one === 'string');
  const words = vendorWords([...new Set(told)].join(' / '), secrets);
  const meaning = meaningOf(ret, words ?? '');
  if (meaning === 'unknown') return { state: 'unknown', cause: 'the vendor ran out of time' };
  return refusal(meaning.reason, meaning.retry, { vendor_code: String(ret), vendor_words: words });
}

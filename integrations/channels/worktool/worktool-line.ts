import { z } from 'zod';
import type { ChannelAccount } from '../../../domain/messaging/channel.port.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { callVendor, type VendorAnswer } from '../wire/call-vendor.ts';
import { vendorWords } from '../wire/vendor-words.ts';
import { WireInt } from '../wire/wire-values.ts';

export interface WorktoolLineOptions {
  /** `https://api.worktool.ymdyes.cn` */
  readonly url: string;
  readonly clock: Clock;
  /** For calls that send; the vendor only takes them down, so it answers at once. */
  readonly sendTimeoutMs?: number;
  readonly askTimeoutMs?: number;
}

export interface WorktoolCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly sends?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export type WorktoolLine = (account: ChannelAccount, call: WorktoolCall) => Promise<VendorAnswer>;

const SEND_TIMEOUT_MS = 15_000;
const ASK_TIMEOUT_MS = 10_000;

/** Calls with the robot's id, which is what it signs in with, and its key when it has one. */
export function openWorktoolLine(options: WorktoolLineOptions): WorktoolLine {
  const { clock, sendTimeoutMs = SEND_TIMEOUT_MS, askTimeoutMs = ASK_TIMEOUT_MS } = options;
  const base = options.url.replace(/\/$/, '');
  return (account, { method, path, query = {}, body, sends = false, signal }) => {
    const url = new URL(`${base}${path}`);
    url.searchParams.set('robotId', account.external_id);
    if (account.secret) url.searchParams.set('key', account.secret);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const timeoutMs = sends ? sendTimeoutMs : askTimeoutMs;
    return callVendor({ method, url, body, signal, clock, timeoutMs });
  };
}

/** What every answer is wrapped in. */
export interface Envelope {
  readonly ok: boolean;
  readonly code: number;
  readonly words: string | null;
  readonly data: unknown;
}

const Shape = z.object({ code: WireInt, message: z.unknown().optional(), data: z.unknown().optional() });

/** `null` when the answer is none of the vendor's. Both 0 and 200 mean success. */
export function readEnvelope(body: unknown, account: ChannelAccount): Envelope | null {
  const parsed = Shape.safeParse(body);
  if (!parsed.success || parsed.data.code === null) return null;
  const { code, message, data } = parsed.data;
  const words = vendorWords(message, [account.external_id, account.secret]);
  return { ok: code === 0 || code === 200, code, words, data };
}

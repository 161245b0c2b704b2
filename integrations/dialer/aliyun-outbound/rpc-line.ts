import { setTimeout as wait } from 'node:timers/promises';
import type { Deed } from '../../../domain/calls/dialer.port.ts';
import { flattenParams, type Param } from './flatten-params.ts';
import type { AliyunDialerOptions } from './options.ts';
import { postOnce, type Attempt } from './post-once.ts';
import { RateGate } from './rate-gate.ts';
import { canonicalQuery, signV3 } from './sign-v3.ts';

/**
 * What a repetition of a call would do: `asks` changes nothing; `settles` brings about the same once more (pause, cancel);
 * `dials` would call people twice, so it is never sent again after it may have arrived.
 */
export type Nature = 'asks' | 'settles' | 'dials';

export type Body = Readonly<Record<string, unknown>>;

/** Calls one action of the API with its parameters (the instance is added). */
export type RpcLine = (
  action: string,
  params: Readonly<Record<string, Param>>,
  nature: Nature,
  signal?: AbortSignal,
) => Promise<Deed<Body>>;

export const API_VERSION = '2019-12-26';
const NETWORK_TRIES = 3;
const FIRST_NETWORK_PAUSE_MS = 1000;
const THROTTLED_TRIES = 6;
const FIRST_THROTTLED_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

type Failed = Extract<Attempt, { state: 'failed' }>;

/** The signed line to the API: its pace, its repetitions, its clock. */
export function openLine(options: AliyunDialerOptions): RpcLine {
  const { clock, random, logger } = options;
  const pause = options.pause ?? ((ms, signal) => wait(ms, undefined, { signal }));
  const gate = new RateGate(options.callsPerSecond, clock, pause);
  const key = { id: options.accessKeyId, secret: options.accessKeySecret };
  const base = new URL(options.url);
  /** How far the vendor's clock is ahead of ours. */
  let ahead = 0;

  async function send(action: string, query: Record<string, string>, signal?: AbortSignal): Promise<Attempt> {
    const date = `${new Date(clock.now().getTime() + ahead).toISOString().slice(0, 19)}Z`;
    const nonce = random.bytes(16).toString('hex');
    const headers = signV3({ method: 'POST', host: base.host, action, version: API_VERSION, query, date, nonce }, key);
    const url = `${base.origin}/?${canonicalQuery(query)}`;
    return postOnce({ url, headers, timeoutMs: options.timeoutMs, secrets: [key.id, key.secret], signal });
  }

  /** Pauses between two tries: half of it fixed, half by chance, so that processes do not come back together. */
  const backoff = (first: number, tries: number): number => {
    const whole = Math.min(LONGEST_PAUSE_MS, first * 2 ** (tries - 1));
    return whole / 2 + random.int(0, Math.floor(whole / 2) + 1);
  };

  function setClock(date: string | null): boolean {
    const theirs = date === null ? Number.NaN : Date.parse(date);
    if (Number.isNaN(theirs)) return false;
    ahead = theirs - clock.now().getTime();
    logger.warn({ ahead_ms: ahead }, 'the clock of the dialer differs from ours');
    return true;
  }

  return async (action, params, nature, signal) => {
    const query = flattenParams({ InstanceId: options.instanceId, ...params });
    const tries = { pause: 0, try_again: 0, set_clock: 0, new_nonce: 0 };
    for (;;) {
      const attempt = await gate.pass(signal).then(() => send(action, query, signal), cancelled);
      if (attempt.state === 'ok') return { state: 'ok', value: attempt.body };
      const { todo, trouble } = attempt;
      logger.info({ action, nature, reason: trouble.reason, code: trouble.vendor_code }, 'a call to the dialer failed');
      if (attempt.arrived && nature === 'dials') return { state: 'unknown', trouble };
      const ended = closing(attempt, nature);
      if (todo === 'give_up') return ended;
      tries[todo] += 1;
      if (todo === 'set_clock') {
        if (tries.set_clock > 1 || !setClock(attempt.date)) return ended;
      } else if (todo === 'new_nonce') {
        if (tries.new_nonce > 1) return ended;
      } else {
        const [first, most] =
          todo === 'pause' ? [FIRST_THROTTLED_PAUSE_MS, THROTTLED_TRIES] : [FIRST_NETWORK_PAUSE_MS, NETWORK_TRIES];
        if (tries[todo] >= most) return ended;
        const rested = await pause(backoff(first, tries[todo]), signal).then(
          () => true,
          () => false,
        );
        if (!rested) return ended;
      }
    }
  };
}

/** What is said when no further try is made. */
function closing({ arrived, trouble }: Failed, nature: Nature): Deed<Body> {
  return { state: arrived && nature !== 'asks' ? 'unknown' : 'refused', trouble };
}

/** The wait for a place in the queue was given up: nothing left. */
function cancelled(): Failed {
  const trouble = { kind: 'network', reason: 'cancelled', vendor_code: null, vendor_words: null } as const;
  return { state: 'failed', todo: 'give_up', arrived: false, trouble, date: null };
}

import type { SendOutcome } from '../../../domain/messaging/channel.port.ts';
import type { RefusalReason } from '../../../domain/messaging/refusal-reasons.ts';
import type { VendorAnswer } from './call-vendor.ts';

type Refused = Extract<SendOutcome, { state: 'refused' }>;
type Unknown = Extract<SendOutcome, { state: 'unknown' }>;

/** A refusal with nothing told by the vendor. */
export function refusal(
  reason: RefusalReason,
  retry: Refused['retry'],
  told: Partial<Pick<Refused, 'vendor_code' | 'vendor_words' | 'retry_at'>> = {},
): Refused {
  return { state: 'refused', reason, retry, vendor_code: null, vendor_words: null, retry_at: null, ...told };
}

/** HTTP statuses that say by themselves that nothing was done. */
const REFUSED_BY_STATUS: Readonly<Record<number, readonly [RefusalReason, Refused['retry']]>> = {
  400: ['vendor_fault', 'never'],
  401: ['not_permitted', 'never'],
  403: ['not_permitted', 'never'],
  404: ['not_supported', 'never'],
  405: ['not_supported', 'never'],
  413: ['content_refused', 'never'],
  415: ['vendor_fault', 'never'],
  422: ['vendor_fault', 'never'],
  429: ['too_many_calls', 'later'],
};

/**
 * What an answer means before its words are read; `null` when they decide. After 5xx, redirections and anything else nobody
 * knows whether the command was carried out.
 */
export function outcomeBeforeWords(answer: VendorAnswer): Refused | Unknown | null {
  if (answer.state === 'not_sent') return refusal('vendor_fault', 'later', { vendor_code: answer.cause });
  if (answer.state === 'unknown') return { state: 'unknown', cause: answer.cause };
  if (answer.status >= 200 && answer.status < 300) return null;
  const known = REFUSED_BY_STATUS[answer.status];
  if (!known) return { state: 'unknown', cause: `HTTP ${answer.status}` };
  const [reason, retry] = known;
  return refusal(reason, retry, { vendor_code: `HTTP ${answer.status}`, retry_at: answer.retryAt });
}

import type { RefusalReason } from '../../../domain/messaging/refusal-reasons.ts';

export interface Refusal {
  readonly reason: RefusalReason;
  readonly retry: 'never' | 'later';
}

const never = (reason: RefusalReason): Refusal => ({ reason, retry: 'never' });
const later = (reason: RefusalReason): Refusal => ({ reason, retry: 'later' });

/** The vendor's error codes, of answers and of executions. Another try is for what passes: a window not found, a click missed. */
const CODES: Readonly<Record<number, Refusal>> = {
  101011: never('content_refused'),
  101012: never('not_supported'),
  101013: never('not_permitted'),
  101014: never('already_done'),
  201011: never('vendor_fault'),
  201012: never('vendor_fault'),
  201013: never('vendor_fault'),
  201014: never('vendor_fault'),
  201015: never('vendor_fault'),
  201016: never('vendor_fault'),
  201017: never('vendor_fault'),
  201018: never('too_many_calls'),
  201101: later('target_not_found'),
  201102: later('vendor_fault'),
  201103: never('vendor_fault'),
  201104: never('target_not_found'),
  201105: never('vendor_fault'),
  201106: never('already_done'),
  201107: later('file_unreachable'),
  201108: never('vendor_fault'),
  201109: never('vendor_fault'),
  501000: later('vendor_fault'),
  501011: never('account_unknown'),
  501012: never('not_permitted'),
  501013: later('account_offline'),
};

/** What a code means; one the vendor added since is its fault, and for a person to look at. */
export function refusalOf(code: number, target: 'person' | 'group' | null = null): Refusal {
  const found = CODES[code] ?? never('vendor_fault');
  return found.reason === 'target_not_found' && target === 'group' ? { ...found, reason: 'group_not_found' } : found;
}

import type { DialerTrouble } from '../../../domain/calls/dialer-trouble.ts';

/** A good envelope without what was asked for. */
export const UNREADABLE: DialerTrouble = {
  kind: 'network',
  reason: 'unreadable_answer',
  vendor_code: null,
  vendor_words: null,
};

/** What cannot be asked, so no call was made; `words` says why, for the log. */
export function invalidRequest(words: string): { readonly state: 'refused'; readonly trouble: DialerTrouble } {
  return {
    state: 'refused',
    trouble: { kind: 'business', reason: 'invalid_request', vendor_code: null, vendor_words: words },
  };
}

import type { TroubleReason } from '../../../domain/calls/dialer-trouble.ts';

/** What a code of the vendor asks of the one who calls. */
export type CodeMeaning =
  | { readonly do: 'pause' }
  | { readonly do: 'set_clock' }
  | { readonly do: 'new_nonce' }
  | { readonly do: 'try_again' }
  | { readonly do: 'give_up'; readonly reason: TroubleReason };

const RULES: readonly (readonly [code: RegExp, meaning: CodeMeaning])[] = [
  [/^Throttling(\.|$)/, { do: 'pause' }],
  [/^InvalidTimeStamp\b/, { do: 'set_clock' }],
  [/^SignatureNonceUsed$/, { do: 'new_nonce' }],
  [/^(?:InternalError|ServiceUnavailable|ServiceUnavailableTemporary|SystemBusy)(\.|$)/, { do: 'try_again' }],
  [/^(?:SignatureDoesNotMatch|IncompleteSignature|InvalidAccessKey)/, { do: 'give_up', reason: 'key_refused' }],
  [/^(?:Forbidden|NoPermission|Unauthorized)/, { do: 'give_up', reason: 'not_permitted' }],
  [/NotFound|NotExist/, { do: 'give_up', reason: 'not_found' }],
  [/^(?:Missing|Invalid|Parameter)/, { do: 'give_up', reason: 'invalid_request' }],
];

/** What to do on a code. One that is not known is a refusal: a number such as 4008 is never tried again. */
export function meaningOf(code: string, status: number): CodeMeaning {
  const known = RULES.find(([rule]) => rule.test(code))?.[1];
  if (known) return known;
  if (status === 429) return { do: 'pause' };
  if (status >= 500 || status === 408) return { do: 'try_again' };
  if (status === 401 || status === 403) return { do: 'give_up', reason: 'not_permitted' };
  return { do: 'give_up', reason: 'refused' };
}

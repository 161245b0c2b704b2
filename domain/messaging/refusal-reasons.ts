/** Why a vendor did not take or did not carry out a command; each has words in `words.ts`. */
export const REFUSAL_REASONS = [
  'too_many_calls',
  'account_offline',
  'account_unknown',
  'not_permitted',
  'target_not_found',
  'group_not_found',
  'content_refused',
  'file_unreachable',
  'not_supported',
  'already_done',
  'vendor_fault',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];
